package org.jurigged.bench.loops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jurigged.apps.loops.Interpreter;
import org.jurigged.apps.loops.RandomLoops;
import org.jurigged.apps.loops.Stmt;

/**
 * A random program of loops in three versions, and how much it has written when it is edited, twice.
 *
 * @param versions the first, and what the saves make of it
 * @param renames by version from the second on, the new names of variables by their names in the version before
 * @param loops the loops that the versions may have
 * @param stops after how many writings it is edited
 */
record LoopCase(
        long seed,
        List<List<Stmt>> versions,
        List<Map<String, String>> renames,
        List<Integer> loops,
        List<Integer> stops) {
    static final int VERSIONS = 3;

    static LoopCase of(long seed) {
        RandomLoops random = new RandomLoops(seed);
        List<Stmt> first = random.program();
        List<Stmt> plain = random.edit(first);
        List<Stmt> second = random.named(plain);
        Map<String, String> once = random.renamed();
        List<Stmt> third = random.named(random.edit(plain));
        Map<String, String> twice = new HashMap<>(random.renamed());
        once.keySet().forEach(twice::remove);
        Random place = new Random(seed);
        int length = Interpreter.moved(first, List.of()).size();
        int stop = 1 + place.nextInt(Math.max(1, length - 1));
        List<Integer> stops = List.of(stop, stop + 1 + place.nextInt(6));
        return new LoopCase(seed, List.of(first, second, third), List.of(once, twice), random.loopIds(), stops);
    }

    String type() {
        return "P" + seed;
    }

    /** Returns the new names that variables of one version have in a later one, by their names in that. */
    Map<String, String> renamed(int from, int to) {
        Map<String, String> all = new HashMap<>();
        for (int version = from; version < to; version++) {
            all.putAll(renames.get(version));
        }
        return all;
    }

    String java(int version) {
        StringBuilder java = new StringBuilder("package loops;\n\nimport java.util.List;\n");
        java.append("import org.jurigged.bench.loops.stage.LoopStage;\n\n");
        java.append("public class ").append(type()).append(" implements LoopStage.Program {\n");
        java.append("public void run(List<Object> out) {\nloop(out);\n}\n\n");
        java.append("static void loop(List<Object> out) {\n");
        Stmt.write(versions.get(version), java);
        return java.append("}\n}\n").toString();
    }

    /** Returns the loop whose head is in a line of a version; -1 if there is none. */
    int loopAt(int version, int line) {
        String java = java(version);
        return loops.stream()
                .filter(l -> Stmt.line(java, l) == line)
                .findFirst()
                .orElse(-1);
    }
}
