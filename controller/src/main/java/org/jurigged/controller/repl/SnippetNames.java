package org.jurigged.controller.repl;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jurigged.controller.guest.Console;
import org.objectweb.asm.Type;

/**
 * How the classes that JShell makes are called in the program.
 *
 * <p>JShell puts them into a package {@code REPL}. Snippets that are to be in a package of the program's get other names, of
 * each prompt its own: the program's loader keeps them. Classes of the program's unnamed package, which code of another
 * package can't name, JShell is shown as classes of its own package.
 */
final class SnippetNames {
    /** JShell's package, as a path. */
    static final String REPL = "REPL/";

    private static final String WRAPPER = "$JShell$";
    private static final Pattern IN_WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$[0-9A-Z]+\\$");
    private static final AtomicInteger PROMPTS = new AtomicInteger();

    private final String prefix;
    private final boolean moves;

    SnippetNames(Optional<String> in) {
        moves = in.isPresent();
        String tag = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX) + PROMPTS.incrementAndGet();
        prefix = (in.orElse("").isEmpty() ? "" : in.get().replace('.', '/') + "/") + WRAPPER + "p" + tag + "$";
    }

    /** Returns the name in the program of a class that JShell has, both with slashes. */
    String inProgram(String internalName) {
        if (!moves || !internalName.startsWith(REPL)) {
            return internalName;
        }
        String simple = internalName.substring(REPL.length());
        return simple.startsWith(WRAPPER) ? prefix + simple.substring(WRAPPER.length()) : simple;
    }

    /** Whether snippets' classes are in the program's own loader, which sees nothing of ours. */
    boolean areMoved() {
        return moves;
    }

    /** Returns the name in the program, with slashes, of what stands for {@link Console}. */
    String console() {
        return moves ? prefix + "Console" : Type.getInternalName(Console.class);
    }

    /** Returns the binary name in the program. */
    String binaryInProgram(String className) {
        return inProgram(className.replace('.', '/')).replace('/', '.');
    }

    /** Returns a text from the program with the names that a person has given to snippets' classes. */
    String forPeople(String text) {
        return IN_WRAPPER.matcher(forJShell(text)).replaceAll("");
    }

    /** Returns a text from the program with the names that JShell knows. */
    String forJShell(String text) {
        return moves && text != null ? text.replace(prefix.replace('/', '.'), "REPL." + WRAPPER) : text;
    }
}
