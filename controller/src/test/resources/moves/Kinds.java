package moves;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

public class Kinds {
    static final int LAST = 30;
    static final Map<String, Turns.Body> ALL = new LinkedHashMap<>();

    static {
        ALL.put("for", () -> counted(7L, 0.5));
        ALL.put("while", () -> whiles());
        ALL.put("do", () -> does());
        ALL.put("list", () -> list(numbers()));
        ALL.put("array", () -> array(IntStream.range(0, LAST).toArray()));
        ALL.put("labelled", () -> labelled());
        ALL.put("nested", () -> nested());
        ALL.put("lambda", Kinds.lambda(3));
        ALL.put("instance", () -> new Kinds(5).instance("x"));
        ALL.put("generic", () -> new Kinds(0).<Integer, String>generic(numbers(), n -> "g" + n));
        ALL.put("finally", () -> finallyAround());
        ALL.put("resource", () -> resource());
        ALL.put("caught", () -> caught());
        ALL.put("switch", () -> switched());
        ALL.put("forever", () -> forever());
        ALL.put("step", () -> step());
        ALL.put("after", () -> after());
        ALL.put("added", () -> added());
        ALL.put("removed", () -> removed());
        ALL.put("renamed", () -> renamed());
        ALL.put("widened", () -> widened());
        ALL.put("callee", () -> caller());
        ALL.put("default", new Walk() {}::walk);
        ALL.put("anonymous", () -> anonymous().run());
        ALL.put("recursion", () -> Turns.say("" + recursion(2)));
        ALL.put("same-1", () -> same());
        ALL.put("same-2", () -> same());
        ALL.put("same-3", () -> same());
    }

    public static String start() {
        ALL.forEach(Turns::start);
        return String.join(",", ALL.keySet());
    }

    /** The same once more from its beginning, without a gate. */
    public static String again(String name) {
        Turns.gate("again-" + name).release(100_000);
        Turns.start("again-" + name, ALL.get(name));
        return "";
    }

    static List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < LAST; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    static void counted(long l, double d) {
        byte b = 1;
        boolean odd = false;
        char c = 'a';
        float f = 1.5f;
        for (int i = 0; i < LAST; i++) {
            l += 2;
            d += 0.5;
            f += 1;
            b++;
            c++;
            odd = !odd;
            Turns.pass();
            Turns.say("OLD" + i + "/" + l + "/" + d + "/" + f + "/" + b + "/" + c + "/" + odd);
        }
    }

    static void whiles() {
        int i = 0;
        String text = "";
        while (text.length() < LAST) {
            Turns.pass();
            Turns.say("OLD" + i++ + text.length());
            text += "*";
        }
    }

    static void does() {
        int i = 0;
        do {
            Turns.pass();
            Turns.say("OLD" + i);
            i++;
        } while (i < LAST);
    }

    static void list(List<Integer> numbers) {
        for (Integer number : numbers) {
            Turns.pass();
            Turns.say("OLD" + number);
        }
    }

    static void array(int... numbers) {
        for (int number : numbers) {
            Turns.pass();
            Turns.say("OLD" + number);
        }
    }

    static void labelled() {
        outer:
        for (int i = 0; i < LAST; i++) {
            for (int j = 0; j < 3; j++) {
                if (j == 2) {
                    continue outer;
                }
                Turns.pass();
                Turns.say("OLD" + i + "." + j);
                if (i == LAST - 1) {
                    break outer;
                }
            }
        }
    }

    static void nested() {
        int sum = 0;
        for (Iterator<Integer> rows = numbers().iterator(); rows.hasNext(); ) {
            int row = rows.next();
            Turns.say("OLDrow" + row);
            for (String column : List.of("a", "b")) {
                Turns.pass();
                sum += row;
                Turns.say("OLD" + row + column + sum);
            }
        }
    }

    static Turns.Body lambda(int from) {
        String captured = "c" + from;
        return () -> {
            for (int i = from; i < LAST; i++) {
                Turns.pass();
                Turns.say("OLD" + captured + i);
            }
        };
    }

    private final int start;
    private int field;

    Kinds(int start) {
        this.start = start;
    }

    void instance(String name) {
        for (int i = start; i < LAST; i++) {
            field += i;
            Turns.pass();
            Turns.say("OLD" + name + i + "/" + field);
        }
    }

    <T extends Comparable<T>, R> R generic(List<T> all, Function<? super T, ? extends R> change) {
        R last = null;
        for (T one : all) {
            last = change.apply(one);
            Turns.pass();
            Turns.say("OLD" + last);
        }
        return last;
    }

    static void finallyAround() {
        String held = "held";
        try {
            for (int i = 0; i < LAST; i++) {
                Turns.pass();
                Turns.say("OLD" + i);
            }
        } finally {
            Turns.say("OLDfinally" + held);
        }
    }

    static void resource() throws Exception {
        try (StringReader reader = new StringReader("abcdefghijklmnopqrstuvwxyzabcd")) {
            int c;
            while ((c = reader.read()) >= 0) {
                Turns.pass();
                Turns.say("OLD" + (char) c);
            }
        }
        Turns.say("OLDclosed");
    }

    static void caught() {
        int failures = 0;
        for (int i = 0; i < LAST; i++) {
            try {
                Turns.pass();
                if (i % 2 == 0) {
                    throw new IllegalStateException("e" + i);
                }
                Turns.say("OLD" + i);
            } catch (IllegalStateException e) {
                failures++;
                Turns.say("OLD" + e.getMessage() + failures);
            }
        }
    }

    static void switched() {
        for (int i = 0; i < LAST; i++) {
            Turns.pass();
            switch (i % 3) {
                case 0:
                    Turns.say("OLDzero" + i);
                    break;
                case 1:
                    continue;
                default:
                    Turns.say("OLDother" + i);
            }
        }
    }

    static void forever() {
        int i = 0;
        while (true) {
            Turns.pass();
            Turns.say("OLD" + i);
            if (++i == LAST) {
                return;
            }
        }
    }

    static void step() {
        for (int i = 0; i < 1000; i += 1 /* step */) {
            Turns.pass();
            Turns.say("OLD" + i);
            if (i > 900) {
                break;
            }
        }
    }

    static void after() {
        for (int i = 0; i < LAST; i++) {
            Turns.pass();
            Turns.say("same" + i);
        }
        Turns.say("OLDend");
    }

    static void added() {
        for (int i = 0; i < LAST; i++) {
            Turns.pass();
            Turns.say("OLD" + i);
        }
    }

    static void removed() {
        int gone = 4;
        for (int i = 0; i < LAST; i++) {
            gone++;
            Turns.pass();
            Turns.say("OLD" + i + (gone == i + 5));
        }
    }

    static void renamed() {
        int total = 0;
        for (int i = 0; i < LAST; i++) {
            total += i;
            Turns.pass();
            Turns.say("OLD" + i + "/" + total);
        }
    }

    static void widened() {
        int wide = 0;
        for (int i = 0; i < LAST; i++) {
            wide += i;
            Turns.pass();
            Turns.say("OLD" + i + "/" + wide);
        }
    }

    static void caller() {
        for (int i = 0; i < LAST; i++) {
            callee(i);
            Turns.say("OLD" + i);
        }
    }

    static void callee(int i) {
        Turns.pass();
        Turns.say("OLDcallee" + i);
    }

    interface Walk {
        default void walk() {
            for (int i = 0; i < LAST; i++) {
                Turns.pass();
                Turns.say("OLD" + i);
            }
        }
    }

    static Turns.Body anonymous() {
        int from = 2;
        return new Turns.Body() {
            int turns;

            @Override
            public void run() {
                for (int i = from; i < LAST; i++) {
                    turns++;
                    Turns.pass();
                    Turns.say("OLD" + i + "/" + turns);
                }
            }
        };
    }

    static int recursion(int depth) {
        int sum = 0;
        for (int i = 0; i < (depth == 0 ? LAST : 2); i++) {
            sum += depth == 0 ? 1 : recursion(depth - 1);
            Turns.pass();
            Turns.say("OLD" + depth + i + "/" + sum);
        }
        return sum;
    }

    static void same() {
        for (int i = 0; i < LAST; i++) {
            Turns.pass();
            Turns.say("OLD" + i);
        }
    }
}
