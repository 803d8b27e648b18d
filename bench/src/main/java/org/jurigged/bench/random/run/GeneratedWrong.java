package org.jurigged.bench.random.run;

import java.util.Map;

/** A generated program that is none: an error of the generator. */
final class GeneratedWrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    GeneratedWrong(String message, Map<String, String> texts) {
        super(message + "\n" + String.join("\n", texts.values()));
    }
}
