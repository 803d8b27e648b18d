package org.jurigged.reshape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    @Test
    void findsWhatAStringSearchFinds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String all = text(random, random.nextInt(40));
            String part = text(random, random.nextInt(6));
            assertEquals(
                    all.contains(part),
                    ByteSearch.contains(all.getBytes(StandardCharsets.UTF_8), part),
                    () -> "seed " + seed + ": '" + part + "' in '" + all + "'");
        }
    }

    @Test
    void findsTheNamesThatAClassFileMentions() throws IOException {
        byte[] file = classFile();
        assertTrue(ByteSearch.contains(file, "org/jurigged/reshape/ByteSearch"));
        assertTrue(ByteSearch.contains(file, "findsTheNamesThatAClassFileMentions"));
        String other = String.join("", "org/jurigged/reshape/ByteSearch", "$"); // which the file has nowhere as one
        assertFalse(ByteSearch.contains(file, other));
    }

    @Test
    void saysThatAnythingMayBeThereWithCharactersBeyondTheBmp() {
        assertTrue(ByteSearch.contains(new byte[0], "\uD835\uDC9C"));
    }

    /** Of few letters, that parts occur, some of two and three bytes. */
    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("ab/$\u00E4\u20AC".charAt(random.nextInt(6)));
        }
        return text.toString();
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = ByteSearchTest.class.getResourceAsStream("ByteSearchTest.class")) {
            return in.readAllBytes();
        }
    }
}
