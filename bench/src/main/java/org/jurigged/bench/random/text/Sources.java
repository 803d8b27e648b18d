package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;

/** The source files of a program. */
public final class Sources {
    private static final String INDENT = "    ";

    private Sources() {}

    /** Returns the text of each file by its name. */
    public static Map<String, String> of(Program program, String packageName) {
        Map<String, String> files = new TreeMap<>();
        for (Type type : program.types()) {
            List<String> lines = new ArrayList<>(List.of("package " + packageName + ";", ""));
            lines.addAll(new TypeText(program, type).lines());
            files.put(type.name() + ".java", indented(lines));
        }
        return files;
    }

    /** Joins lines, each as deep as braces say. */
    static String indented(List<String> lines) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (String line : lines) {
            int own = line.startsWith("}") ? depth - 1 : depth;
            text.append(INDENT.repeat(own)).append(line).append('\n');
            depth += (int) line.chars().filter(c -> c == '{').count()
                    - (int) line.chars().filter(c -> c == '}').count();
        }
        return text.toString();
    }
}
