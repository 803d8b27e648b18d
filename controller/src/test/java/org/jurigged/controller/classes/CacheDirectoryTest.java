package org.jurigged.controller.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {
    @TempDir
    Path home;

    @Test
    void isBelowTheHomeUnlessToldOtherwise() {
        assertThat(CacheDirectory.locate(null, null, home)).isEqualTo(home.resolve(".cache/jurigged"));
        assertThat(CacheDirectory.locate(" ", "", home)).isEqualTo(home.resolve(".cache/jurigged"));
    }

    @Test
    void isBelowAnAbsoluteXdgCacheHomeOnly() {
        Path xdg = home.resolve("xdg");
        assertThat(CacheDirectory.locate(null, xdg.toString(), home)).isEqualTo(xdg.resolve("jurigged"));
        assertThat(CacheDirectory.locate(null, "relative", home)).isEqualTo(home.resolve(".cache/jurigged"));
    }

    @Test
    void isWhereThePropertySays() {
        assertThat(CacheDirectory.locate("mine", home.toString(), home))
                .isEqualTo(Path.of("mine").toAbsolutePath());
    }
}
