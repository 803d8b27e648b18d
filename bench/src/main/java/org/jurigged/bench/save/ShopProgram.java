package org.jurigged.bench.save;

import java.nio.file.Path;
import org.jurigged.bench.project.GeneratedProject;

/**
 * A shop that is to be started.
 *
 * @param project in which
 * @param edited the name of the class whose {@code revision()} it calls
 * @param workload the name of the class behind which its other threads' work is
 * @param board a file for its numbers
 */
public record ShopProgram(GeneratedProject project, String edited, String workload, Path board) {}
