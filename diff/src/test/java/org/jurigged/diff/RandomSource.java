package org.jurigged.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random type with random members, which can be written in any order and layout.
 *
 * <p>All that a test may change is the number {@link Item#value} of one item, which is part of its code.
 */
final class RandomSource {
    /** One definition: its display name and a pattern with {@code %d} for its value, or a nested type. */
    static final class Item {
        final String display;
        final String pattern;
        final RandomSource nested;
        int value;

        Item(String display, String pattern, RandomSource nested, int value) {
            this.display = display;
            this.pattern = pattern;
            this.nested = nested;
            this.value = value;
        }
    }

    private static final String[] KINDS = {"class", "interface", "enum", "record"};
    private static final String[] FILLERS = {" ", "\n", "\t", " /* { */ ", " // \"\n", "\r\n", " /** } ' */\n\n"};

    private final String kind;
    private final String name;
    private final String display;
    /** Enum constants or record components: their order is part of the type. */
    private final List<Item> head = new ArrayList<>();

    private final List<Item> members = new ArrayList<>();

    RandomSource(Random random, String name, String prefix, int depth) {
        this.kind = KINDS[random.nextInt(KINDS.length)];
        this.name = name;
        this.display = prefix + name;
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size && kind.equals("enum"); i++) {
            head.add(item("C" + i, "C" + i + "(%d) { int f() { return 1; } }", random));
        }
        for (int i = 0; i < size && kind.equals("record"); i++) {
            head.add(item("c" + i, "@A(%d) int c" + i, random));
        }
        for (int i = 0; i < 2 + random.nextInt(8); i++) {
            members.add(member(random, i, depth));
        }
    }

    private Item member(Random random, int i, int depth) {
        String n = "m" + i;
        boolean blocks = kind.equals("class") || kind.equals("enum");
        return switch (random.nextInt(depth > 0 ? 8 : 7)) {
            case 0 -> item(n, "static final int " + n + " = %d;", random);
            case 1 -> item(n, "static int[] " + n + " = {%d, 1}, other" + i + "[] = {{}};", random);
            case 2 ->
                item(n + "(List[],T)", "<T> int " + n + "(List<? super T>[] a, T b) { return a.x << %d; }", random);
            case 3 -> item(n + "()", "static void " + n + "() { run(() -> { class L { int x = %d; } }); }", random);
            case 4 -> item(n + "(String[])", "@A({%d, 2}) void " + n + "(String... s) { s = \"{\" + '\"'; }", random);
            case 5 -> item(n, "static Object " + n + " = new Object() { void f() { g(%d); } };", random);
            case 6 ->
                blocks
                        ? item("<static>", "static { " + n + "(%d); }", random)
                        : item(n, "static String " + n + " = \"\"\"\n  %d\n  \"\"\";", random);
            default -> new Item(null, null, new RandomSource(random, "T" + i, display + ".", depth - 1), 0);
        };
    }

    private Item item(String simpleDisplay, String pattern, Random random) {
        return new Item(display + "." + simpleDisplay, pattern, null, random.nextInt(1000));
    }

    /** All items at any depth, nested types left out. */
    List<Item> items() {
        List<Item> items = new ArrayList<>(head);
        for (Item member : members) {
            items.addAll(member.nested == null ? List.of(member) : member.nested.items());
        }
        return items;
    }

    /** Leave a member out, at any depth; enum constants and record components can't be. */
    boolean remove(Item item) {
        return members.remove(item)
                || members.stream().anyMatch(member -> member.nested != null && member.nested.remove(item));
    }

    /** Write it with its members in an order, and with white space and comments, of its own. */
    String write(Random layout) {
        String separator = fill(layout);
        List<String> heads = head.stream().map(item -> code(item, layout)).toList();
        StringBuilder text = new StringBuilder(fill(layout) + kind + " " + name + fill(layout));
        if (kind.equals("record")) {
            text.append("(").append(String.join("," + separator, heads)).append(")");
        }
        text.append("{").append(fill(layout));
        if (kind.equals("enum")) {
            text.append(String.join("," + separator, heads)).append(";");
        }
        List<Item> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, layout);
        shuffled.forEach(member -> text.append(code(member, layout)).append(fill(layout)));
        return text.append("}").append(fill(layout)).toString();
    }

    private static String code(Item item, Random layout) {
        if (item.nested != null) {
            return item.nested.write(layout);
        }
        if (item.pattern.contains("\"")) {
            return item.pattern.replace("%d", "" + item.value);
        }
        StringBuilder code = new StringBuilder();
        for (String word : item.pattern.replace("%d", "" + item.value).split(" ")) {
            code.append(code.isEmpty() ? "" : fill(layout)).append(word);
        }
        return code.toString();
    }

    private static String fill(Random layout) {
        return FILLERS[layout.nextInt(FILLERS.length)];
    }
}
