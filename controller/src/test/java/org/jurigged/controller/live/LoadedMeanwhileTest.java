package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Classes that are loaded just before a save, while it is on its way, or after it: all run the new code. */
final class LoadedMeanwhileTest extends LiveTestCase {
    private static final int CLASSES = 60;
    private static final int MAX_DELAY_MILLIS = 60;

    private static final String TEMPLATE = """
            package meanwhile;

            public class C0 {
                static class Deep {
                    static String text() {
                        return "old";
                    }
                }

                public static String text() {
                    return Deep.text();
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        LivePrograms made = LivePrograms.on(feature);
        for (int i = 0; i < CLASSES; i++) {
            made.source(TEMPLATE.replace("C0", "C" + i));
        }
        return made.start();
    }

    @Test
    void runTheNewCode() {
        Random random = new Random();
        for (int i = 0; i < CLASSES; i++) {
            String type = "meanwhile.C" + i;
            if (i % 3 == 0) {
                program.call(type + ".text");
            }
            program.edit(type, "\"old\"", "\"new\"");
            if (i % 3 == 1) {
                LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(MAX_DELAY_MILLIS)));
                program.call(type + ".text");
            }
            program.live();
            assertThat(program.call(type + ".text")).as(type).isEqualTo("new");
        }
    }
}
