package org.jurigged.apps.loops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.apps.loops.Stmt.Jump;
import org.jurigged.apps.loops.Stmt.Kind;
import org.jurigged.apps.loops.Stmt.Loop;

/** Says what a program of loops writes, and what another one writes that takes over at the head of a loop. */
public final class Interpreter {
    private final List<Object> out = new ArrayList<>();
    private final Map<String, Integer> variables = new HashMap<>();
    private final Map<Integer, Items> items = new HashMap<>();
    /** Where the program that runs took over. */
    private int loop;
    /** Where the next one does. */
    private int next;

    private int arrivals;
    /** Whether what is being gone through has been done by the other program already. */
    private boolean skips;

    private boolean unknown;

    private Interpreter() {}

    /**
     * That another program takes over.
     *
     * @param loop at whose head
     * @param arrival at the how many-th arrival there, counted from when the program before took over
     * @param next the program that goes on there
     * @param renamed new name of each variable that has one, by old name
     */
    public record Takeover(int loop, int arrival, List<Stmt> next, Map<String, String> renamed) {}

    /**
     * Returns what is written when one program takes over from the other at the n-th arrival at the head of a loop.
     *
     * @param renamed new name of each variable that has one, by old name
     * @return null if the later program needs a value that there is none of, or has no such loop
     */
    public static List<Object> moved(
            List<Stmt> before, List<Stmt> after, int loop, int arrival, Map<String, String> renamed) {
        return moved(before, List.of(new Takeover(loop, arrival, after, renamed)));
    }

    /**
     * Returns what is written when programs take over one from the other; {@code |} stands where one does.
     *
     * @return null if a later program needs a value that there is none of, or has no such loop
     */
    public static List<Object> moved(List<Stmt> first, List<Takeover> takeovers) {
        Interpreter interpreter = new Interpreter();
        List<Stmt> program = first;
        for (Takeover takeover : takeovers) {
            if (!interpreter.arrives(program, takeover)) {
                return interpreter.unknown ? null : interpreter.out;
            }
            program = takeover.next();
            if (!Stmt.has(program, takeover.loop())) {
                return null;
            }
            interpreter.out.add("|");
            interpreter.rename(takeover.renamed());
            interpreter.skips = true;
        }
        interpreter.arrivals = 0;
        interpreter.block(program);
        return interpreter.unknown ? null : interpreter.out;
    }

    /** Whether a program, which may be skipped up to the loop of the last takeover, comes to the next one. */
    private boolean arrives(List<Stmt> program, Takeover takeover) {
        next = takeover.loop();
        arrivals = takeover.arrival();
        try {
            block(program);
            return false;
        } catch (Arrived e) {
            loop = next;
            return true;
        }
    }

    private void rename(Map<String, String> renamed) {
        renamed.forEach((from, to) -> {
            Integer value = variables.remove(from);
            if (value != null) {
                variables.put(to, value);
            }
        });
    }

    private Jump block(List<Stmt> block) {
        List<String> declared = new ArrayList<>();
        for (Stmt statement : block) {
            Jump jump = null;
            if (statement instanceof Stmt.Let let) {
                declared.add(let.name());
                let(let.name(), let.value());
            } else if (!skips || statement.has(loop)) {
                if (statement instanceof Loop l && l.kind().declaresBefore()) {
                    declared.add(l.name());
                    let(l.name(), new Stmt.Num(0));
                }
                jump = statement(statement);
            } else if (statement instanceof Loop l && l.kind().declaresBefore()) {
                declared.add(l.name());
                let(l.name(), new Stmt.Num(0));
            }
            if (jump != null) {
                declared.forEach(variables::remove);
                return jump;
            }
        }
        declared.forEach(variables::remove);
        return null;
    }

    /** What has been declared is kept; what is new begins with its constant. */
    private void let(String name, Stmt.Expr value) {
        if (!skips) {
            variables.put(name, value(value));
        } else if (value instanceof Stmt.Num constant) {
            variables.putIfAbsent(name, constant.value());
        }
    }

    private Jump statement(Stmt statement) {
        if (statement instanceof Stmt.Out write) {
            out.add(value(write.value()));
        } else if (statement instanceof Stmt.Put put) {
            variables.put(put.name(), value(put.value()));
        } else if (statement instanceof Stmt.If branch) {
            return skips || holds(branch.test()) ? block(branch.then()) : null;
        } else if (statement instanceof Stmt.Try attempt) {
            Jump jump = block(attempt.body());
            Jump other = block(attempt.last());
            return other == null ? jump : other;
        } else if (statement instanceof Jump jump) {
            return jump;
        }
        return statement instanceof Loop l ? loop(l) : null;
    }

    private Jump loop(Loop l) {
        boolean inside = skips && l.id() != loop;
        if (!skips) {
            begin(l);
        } else if (!inside) {
            skips = false;
            return turns(l, true);
        }
        return turns(l, false);
    }

    private void begin(Loop l) {
        if (l.kind() == Kind.FOR) {
            variables.put(l.name(), 0);
        } else if (l.kind().hasItems()) {
            items.put(l.id(), new Items(l.items()));
        }
    }

    private Jump turns(Loop l, boolean arrivedAlready) {
        boolean first = arrivedAlready;
        Jump jump = null;
        while (jump == null) {
            if (!skips) {
                if (!first) {
                    arrive(l);
                }
                if (l.kind() != Kind.DO && !next(l)) {
                    break;
                }
                if (l.kind().declaresBefore()) {
                    variables.merge(l.name(), l.step(), Integer::sum);
                }
            }
            first = false;
            jump = block(l.body());
            if (jump != null && !jump.breaks() && jump.loop() == l.id()) {
                jump = null;
            }
            if (jump == null && l.kind() == Kind.FOR) {
                variables.merge(l.name(), l.step(), Integer::sum);
            }
            if (jump == null && l.kind() == Kind.DO && variables.get(l.name()) >= l.bound()) {
                break;
            }
            if (l.kind().hasItems()) {
                variables.remove(l.name());
            }
        }
        if (!l.kind().declaresBefore()) {
            variables.remove(l.name());
        }
        return jump != null && jump.loop() == l.id() ? null : jump;
    }

    private void arrive(Loop l) {
        if (l.id() == next && --arrivals == 0) {
            throw new Arrived();
        }
    }

    private boolean next(Loop l) {
        if (!l.kind().hasItems()) {
            return variables.get(l.name()) < l.bound();
        }
        Items left = items.get(l.id());
        if (left.next == left.all.size()) {
            return false;
        }
        variables.put(l.name(), left.all.get(left.next++));
        return true;
    }

    private boolean holds(Stmt.Test test) {
        int left = value(test.left());
        int right = value(test.right());
        return test.operator() == '<' ? left < right : left > right;
    }

    private int value(Stmt.Expr expression) {
        if (expression instanceof Stmt.Num number) {
            return number.value();
        } else if (expression instanceof Stmt.Op op) {
            int left = value(op.left());
            int right = value(op.right());
            return op.operator() == '+' ? left + right : op.operator() == '-' ? left - right : left * right;
        }
        Integer value = variables.get(((Stmt.Name) expression).name());
        unknown |= value == null;
        return value == null ? 0 : value;
    }

    private static final class Items {
        private final List<Integer> all;
        private int next;

        Items(List<Integer> all) {
            this.all = all;
        }
    }

    private static final class Arrived extends RuntimeException {
        private static final long serialVersionUID = 1;

        Arrived() {
            super(null, null, false, false);
        }
    }
}
