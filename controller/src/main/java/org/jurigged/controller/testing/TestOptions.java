package org.jurigged.controller.testing;

import java.nio.file.Path;
import java.util.List;

/**
 * How tests are run.
 *
 * @param java the {@code java} executable
 * @param once whether to stop when all tests have run
 */
public record TestOptions(Path java, List<String> jvmOptions, boolean once) {
    public TestOptions {
        jvmOptions = List.copyOf(jvmOptions);
    }
}
