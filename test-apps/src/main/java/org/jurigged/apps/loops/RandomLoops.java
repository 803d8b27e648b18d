package org.jurigged.apps.loops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jurigged.apps.loops.Stmt.Expr;
import org.jurigged.apps.loops.Stmt.Kind;
import org.jurigged.apps.loops.Stmt.Loop;

/** Random programs of loops, and edits of them. */
public final class RandomLoops {
    private static final int DEEPEST = 3;

    private final Random random;
    private int loops;
    private int names;
    private final List<Integer> ids = new ArrayList<>();
    private final Map<String, String> renamed = new HashMap<>();

    /** Makes the same programs for the same seed. */
    public RandomLoops(long seed) {
        random = new Random(seed);
    }

    /** A program; it has a loop. */
    public List<Stmt> program() {
        List<Stmt> program = new ArrayList<>();
        List<String> scope = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            program.add(new Stmt.Let(name, number()));
            scope.add(name);
        }
        program.addAll(block(scope, List.of(), 0));
        program.add(loop(scope, List.of(), 0));
        program.addAll(block(scope, List.of(), 1));
        scope.forEach(n -> program.add(new Stmt.Out(new Stmt.Name(n))));
        return program;
    }

    /** The loops that programs of here may have. */
    public List<Integer> loopIds() {
        return List.copyOf(ids);
    }

    /** New names by old ones. */
    public Map<String, String> renamed() {
        return Map.copyOf(renamed);
    }

    private List<Stmt> block(List<String> outer, List<Integer> around, int depth) {
        List<String> scope = new ArrayList<>(outer);
        List<Stmt> block = new ArrayList<>();
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            block.add(statement(scope, around, depth));
        }
        return block;
    }

    private Stmt statement(List<String> scope, List<Integer> around, int depth) {
        int choice = random.nextInt(10);
        if (choice < 3 && depth < DEEPEST) {
            return loop(scope, around, depth);
        } else if (choice == 3) {
            String name = "v" + names++;
            Stmt let = new Stmt.Let(name, random.nextBoolean() ? number() : expression(scope));
            scope.add(name);
            return let;
        } else if (choice == 4) {
            List<Stmt> then = new ArrayList<>(List.of(simple(scope)));
            if (!around.isEmpty()) {
                then.add(new Stmt.Jump(random.nextBoolean(), around.get(random.nextInt(around.size()))));
            }
            return new Stmt.If(test(scope), then);
        } else if (choice == 5 && depth < DEEPEST) {
            return new Stmt.Try(block(scope, around, depth + 1), List.of(simple(scope)));
        }
        return simple(scope);
    }

    private Stmt simple(List<String> scope) {
        return random.nextBoolean()
                ? new Stmt.Out(expression(scope))
                : new Stmt.Put(List.of("a", "b", "c").get(random.nextInt(3)), expression(scope));
    }

    private Loop loop(List<String> scope, List<Integer> around, int depth) {
        int id = loops++;
        ids.add(id);
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        String name = "n" + id;
        List<String> inner = new ArrayList<>(scope);
        inner.add(name);
        List<Integer> jumps = new ArrayList<>(around);
        jumps.add(id);
        List<Stmt> body = block(inner, jumps, depth + 1);
        return new Loop(id, kind, name, 1 + random.nextInt(4), 1 + random.nextInt(2), items(), body);
    }

    private List<Integer> items() {
        return random.ints(1 + random.nextInt(3), 0, 9).boxed().toList();
    }

    private Expr number() {
        return new Stmt.Num(random.nextInt(9));
    }

    private Expr expression(List<String> scope) {
        Expr name = new Stmt.Name(scope.get(random.nextInt(scope.size())));
        return random.nextInt(3) == 0
                ? name
                : new Stmt.Op(
                        "+-*".charAt(random.nextInt(3)), name, random.nextBoolean() ? number() : expression(scope));
    }

    private Stmt.Test test(List<String> scope) {
        return new Stmt.Test(expression(scope), random.nextBoolean() ? '<' : '>', number());
    }

    /** An edited version of a program that has not been edited: at least one place of it is another. */
    public List<Stmt> edited(List<Stmt> program) {
        return named(edit(program));
    }

    /** An edited version of a program whose variables have the names that they were made with. */
    public List<Stmt> edit(List<Stmt> program) {
        List<Stmt> edited = program;
        int edits = 1 + random.nextInt(3);
        for (int i = 0; i < edits || edited.equals(program); i++) {
            edited = edit(edited, new ArrayList<>(), List.of(), 0);
        }
        return edited;
    }

    /** The same with all new names that there are, now and then one more. */
    public List<Stmt> named(List<Stmt> program) {
        if (random.nextInt(4) == 0) {
            String from = List.of("a", "b", "c").get(random.nextInt(3));
            renamed.put(from, from + "x");
        }
        List<Stmt> named = program;
        for (Map.Entry<String, String> name : renamed.entrySet()) {
            named = new Renaming(name.getKey(), name.getValue()).block(named);
        }
        return named;
    }

    private List<Stmt> edit(List<Stmt> block, List<String> outer, List<Integer> around, int depth) {
        List<String> scope = new ArrayList<>(outer);
        List<Stmt> edited = new ArrayList<>();
        int place = random.nextInt(block.size() + 1);
        for (int i = 0; i < block.size(); i++) {
            Stmt statement = block.get(i);
            if (statement instanceof Stmt.Let let && Stmt.GLOBALS.contains(let.name())) {
                place = Math.max(place, i + 1);
            }
            if (i == place && scope.containsAll(Stmt.GLOBALS) && random.nextInt(2) == 0) {
                edited.add(statement(scope, around, Math.max(1, depth)));
            }
            edited.add(i == place ? edit(statement, scope, around, depth) : statement);
            declare(statement, scope);
        }
        return edited;
    }

    private static void declare(Stmt statement, List<String> scope) {
        if (statement instanceof Stmt.Let let) {
            scope.add(let.name());
        }
    }

    private Stmt edit(Stmt statement, List<String> scope, List<Integer> around, int depth) {
        if (statement instanceof Stmt.Out) {
            return random.nextInt(5) == 0
                    ? new Stmt.If(test(scope), List.of(statement))
                    : new Stmt.Out(expression(scope));
        } else if (statement instanceof Stmt.Put put) {
            return new Stmt.Put(put.name(), expression(scope));
        } else if (statement instanceof Stmt.Let let) {
            return new Stmt.Let(let.name(), number());
        } else if (statement instanceof Stmt.If branch) {
            return new Stmt.If(test(scope), branch.then());
        } else if (statement instanceof Stmt.Try attempt) {
            return new Stmt.Try(edit(attempt.body(), scope, around, depth + 1), attempt.last());
        } else if (statement instanceof Loop l) {
            return edit(l, scope, around, depth);
        }
        return statement;
    }

    private Stmt edit(Loop l, List<String> scope, List<Integer> around, int depth) {
        List<String> inner = new ArrayList<>(scope);
        inner.add(l.name());
        List<Integer> jumps = new ArrayList<>(around);
        jumps.add(l.id());
        return switch (random.nextInt(5)) {
            case 0 -> new Loop(l.id(), l.kind(), l.name(), 1 + random.nextInt(5), l.step(), items(), l.body());
            case 1 -> new Loop(l.id(), l.kind(), l.name(), l.bound(), 1 + random.nextInt(3), l.items(), l.body());
            case 2 ->
                random.nextInt(3) == 0
                        ? simple(scope)
                        : new Loop(
                                l.id(),
                                l.kind() == Kind.DO ? Kind.WHILE : l.kind() == Kind.WHILE ? Kind.DO : l.kind(),
                                l.name(),
                                l.bound(),
                                l.step(),
                                l.items(),
                                edit(l.body(), inner, jumps, depth + 1));
            default ->
                new Loop(
                        l.id(),
                        l.kind(),
                        l.name(),
                        l.bound(),
                        l.step(),
                        l.items(),
                        edit(l.body(), inner, jumps, depth + 1));
        };
    }

    /** Another name for one variable. */
    private record Renaming(String from, String to) {
        List<Stmt> block(List<Stmt> block) {
            return block.stream().map(this::statement).toList();
        }

        private Stmt statement(Stmt s) {
            if (s instanceof Stmt.Out write) {
                return new Stmt.Out(expression(write.value()));
            } else if (s instanceof Stmt.Put put) {
                return new Stmt.Put(name(put.name()), expression(put.value()));
            } else if (s instanceof Stmt.Let let) {
                return new Stmt.Let(name(let.name()), expression(let.value()));
            } else if (s instanceof Stmt.If branch) {
                return new Stmt.If(test(branch.test()), block(branch.then()));
            } else if (s instanceof Stmt.Try attempt) {
                return new Stmt.Try(block(attempt.body()), block(attempt.last()));
            }
            return s instanceof Loop l
                    ? new Loop(l.id(), l.kind(), l.name(), l.bound(), l.step(), l.items(), block(l.body()))
                    : s;
        }

        private Stmt.Test test(Stmt.Test t) {
            return new Stmt.Test(expression(t.left()), t.operator(), expression(t.right()));
        }

        private Expr expression(Expr e) {
            if (e instanceof Stmt.Op op) {
                return new Stmt.Op(op.operator(), expression(op.left()), expression(op.right()));
            }
            return e instanceof Stmt.Name n ? new Stmt.Name(name(n.name())) : e;
        }

        private String name(String name) {
            return name.equals(from) ? to : name;
        }
    }
}
