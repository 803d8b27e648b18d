package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sources that are not UTF-8. */
final class EncodingTest extends LiveTestCase {
    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .encoding(StandardCharsets.ISO_8859_1)
                .set(settings -> settings.encoding = Optional.of(StandardCharsets.ISO_8859_1))
                .source("""
                        public class Latin {
                            public static String text() {
                                return "naïve";
                            }
                        }
                        """)
                .start();
    }

    @Test
    void isReadInItsOwnEncoding() {
        assertThat(program.call("Latin.text")).isEqualTo("naïve");
        program.edit("Latin", "naïve", "café").live();
        assertThat(program.call("Latin.text")).isEqualTo("café");
    }
}
