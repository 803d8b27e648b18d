package org.jurigged.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start script runs to make the class-data archive: when it fails, every start is slow and nobody is told. */
class WarmUpTest {
    @TempDir
    Path folder;

    @Test
    void itComesToItsEnd() throws Exception {
        try (Session session = Session.start(Session.jdks().get(0), folder, "warm-up")) {
            assertThat(session.end()).isZero();
        }
    }
}
