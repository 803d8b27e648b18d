package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Constant;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.stage.Trace;

/**
 * A class that uses all of a version of a program, but for what is called later, on new objects and on those kept from before.
 *
 * <p>It has three methods: {@code make} makes more to keep, {@code rebuild} makes, in a JVM without a past, what stands for
 * what was kept before, {@code run} tells what everything answers, and then sets fields to values that no initialiser gives.
 */
public final class ProbeText {
    private final Program program;
    private final Hierarchy hierarchy;
    private final Type probe;
    private final String packageName;
    private final int step;
    private final LateCalls late;
    private final List<String> lines = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    private ProbeText(Program program, String packageName, int step, LateCalls late) {
        this.program = program;
        this.hierarchy = new Hierarchy(program);
        this.packageName = packageName;
        this.step = step;
        this.late = late;
        // Stands for the probe itself, in questions of access.
        this.probe = new Type(-1, name(step), Kind.CLASS, Set.of(), -1, List.of(), List.of());
    }

    /** Returns the name of the probe of a step. */
    public static String name(int step) {
        return "Probe" + step;
    }

    /**
     * Returns the source of a probe.
     *
     * @param old what was kept before
     * @param made what is made to be kept from now on
     */
    public static String of(
            Program program, String packageName, int step, LateCalls late, List<Kept> old, List<Kept> made) {
        ProbeText text = new ProbeText(program, packageName, step, late);
        return text.source(old, made);
    }

    /** Whether a probe can make, and so keep, an object of a type, or a function of a method. */
    public static boolean canKeep(Program program, Kept kept) {
        return new ProbeText(program, "", 0, new LateCalls(false)).made(kept).isPresent();
    }

    private String source(List<Kept> old, List<Kept> made) {
        lines.add("package " + packageName + ";");
        lines.add("");
        lines.add("public final class " + probe.name() + " {");
        making("rebuild", old);
        making("make", made);
        for (Type type : program.allTypes()) {
            if (hierarchy.sees(probe, type)) {
                objects(type);
                news(type);
            }
        }
        List<Kept> all = new ArrayList<>(old);
        all.addAll(made);
        all.forEach(this::kept);
        lines.add("public static void run(" + Trace.class.getName() + " t, java.util.Map<String, Object> kept) {");
        lines.addAll(calls);
        lines.add("}");
        lines.add("}");
        return Sources.indented(lines);
    }

    private void making(String name, List<Kept> kept) {
        lines.add("@SuppressWarnings(\"unchecked\")");
        lines.add("public static void " + name + "(java.util.Map<String, Object> kept) {");
        kept.forEach(k -> lines.add("kept.put(\"" + k.key() + "\", " + made(k).orElseThrow() + ");"));
        lines.add("}");
    }

    private Optional<String> made(Kept kept) {
        Optional<Type> type = program.type(kept.type()).filter(t -> t.isConcrete() && t.kind() != Kind.ENUM);
        Optional<String> object = type.flatMap(t -> Making.of(program, probe, t));
        if (!kept.isFunction() || object.isEmpty()) {
            return object.map(made -> within(kept, type.get(), made));
        }
        Optional<Maker> maker = program.find(kept.maker(), Maker.class)
                .filter(m -> program.owner(m.id()).equals(type)
                        && m.isStatic() == kept.receiver().isEmpty());
        String declared = Scope.variable(program, type.get());
        String receiver = kept.receiver().isEmpty()
                ? Scope.name(program, type.get())
                : "((" + declared + ") kept.get(\"" + kept.receiver() + "\"))";
        return maker.map(m -> receiver + "." + m.name() + "(11)");
    }

    /** Has an object made around which there is one that is kept: only of that, a JVM without a past knows the fields. */
    private String within(Kept kept, Type type, String made) {
        Optional<Type> outer =
                program.owner(type.id()).filter(o -> !kept.receiver().isEmpty());
        Optional<String> around = outer.flatMap(o -> Making.of(program, probe, o));
        return around.filter(other -> made.startsWith(other + ".new "))
                .map(other -> "((" + Scope.variable(program, outer.get()) + ") kept.get(\"" + kept.receiver() + "\"))"
                        + made.substring(other.length()))
                .orElse(made);
    }

    private void method(String name, String params) {
        lines.add("static void " + name + "(" + Trace.class.getName() + " t" + params + ") {");
    }

    private void say(String label, String value) {
        lines.add("try {");
        lines.add("t.say(" + label + ", " + value + ");");
        lines.add("} catch (Throwable e) {");
        lines.add("t.failed(" + label + ", e);");
        lines.add("}");
    }

    /** A method for what objects of a type answer. */
    private void objects(Type type) {
        method("of" + type.id(), ", String w, " + Scope.variable(program, type) + " o");
        lines.add("t.object(w, o);");
        for (Type above : hierarchy.lineage(type)) {
            String object = above.id() == type.id() ? "o" : "((" + Scope.variable(program, above) + ") o)";
            for (Method method : above.all(Method.class)) {
                if (!method.is(Flag.STATIC)
                        && hierarchy.sees(probe, method)
                        && !method.is(Flag.PRIVATE)
                        && late.isCalled(method.id(), step)) {
                    String call = "." + method.name() + "(" + Making.literals(method.params()) + ")";
                    say("w + \"" + call.replace("\"", "") + " of " + above.name() + "\"", object + call);
                }
            }
            for (Field field : above.all(Field.class)) {
                if (!field.isStatic() && !field.flags().contains(Flag.PRIVATE)) {
                    say("w + \"." + field.name() + "\"", object + "." + field.name());
                }
            }
            if (above.kind() != Kind.INTERFACE) {
                say("w + \" inside " + above.name() + "\"", object + ".peek" + above.id() + "()");
            }
        }
        type.all(Component.class).forEach(c -> say("w + \"." + c.name() + "()\"", "o." + c.name() + "()"));
        lines.add("}");
    }

    /** A method for what a type answers without an object, and what new objects do. */
    private void news(Type type) {
        String name = Scope.name(program, type);
        method("type" + type.id(), "");
        for (Field field : type.all(Field.class)) {
            if (field.isStatic() && !field.flags().contains(Flag.PRIVATE)) {
                String target = name + "." + field.name();
                say("\"" + target + "\"", target);
                if (!field.flags().contains(Flag.FINAL)) {
                    lines.add(target + " = " + Making.literal(field.type(), step * 1000 + field.id()) + ";");
                }
            }
        }
        for (Method method : type.all(Method.class)) {
            if (method.is(Flag.STATIC) && !method.is(Flag.PRIVATE) && late.isCalled(method.id(), step)) {
                String call = name + "." + method.name() + "(" + Making.literals(method.params()) + ")";
                say("\"" + call.replace("\"", "") + "\"", call);
            }
        }
        for (String made : Making.all(program, probe, type)) {
            lines.add("try {");
            lines.add("of" + type.id() + "(t, \"" + made.replace("\"", "") + "\", " + made + ");");
            lines.add("} catch (Throwable e) {");
            lines.add("t.failed(\"" + made.replace("\"", "") + "\", e);");
            lines.add("}");
        }
        makers(type, name);
        if (type.kind() == Kind.ENUM) {
            constants(type, name);
        }
        lines.add("}");
        calls.add("type" + type.id() + "(t);");
    }

    private void makers(Type type, String name) {
        Optional<String> object = type.isConcrete() ? Making.of(program, probe, type) : Optional.empty();
        for (Maker maker : type.all(Maker.class)) {
            Optional<String> receiver =
                    !late.isCalled(maker.id(), step) ? Optional.empty() : maker.isStatic() ? Optional.of(name) : object;
            receiver.ifPresent(
                    r -> say("\"" + name + "." + maker.name() + "()\"", r + "." + maker.name() + "(5).applyAsLong(6)"));
        }
    }

    private void constants(Type type, String name) {
        say("\"" + name + ".values()\"", "java.util.Arrays.toString(" + name + ".values())");
        say("\"" + name + " in a set\"", "java.util.EnumSet.allOf(" + name + ".class)");
        for (Constant constant : type.all(Constant.class)) {
            String value = name + "." + constant.name();
            say("\"" + value + "\"", value + ".ordinal() + \" \" + " + value + ".weight()");
            say("\"" + value + " by name\"", name + ".valueOf(\"" + constant.name() + "\") == " + value);
            lines.add("of" + type.id() + "(t, \"" + value + "\", " + value + ");");
        }
    }

    private void kept(Kept kept) {
        String object = "kept.get(\"" + kept.key() + "\")";
        if (kept.isFunction()) {
            method("kept_" + kept.key(), ", Object o");
            say("\"" + kept.key() + "\"", "((java.util.function.LongUnaryOperator) o).applyAsLong(9)");
        } else {
            Type type = program.type(kept.type()).orElseThrow();
            String declared = Scope.variable(program, type);
            lines.add("@SuppressWarnings(\"unchecked\")");
            method("kept_" + kept.key(), ", Object k");
            lines.add(declared + " o = (" + declared + ") k;");
            lines.add("of" + type.id() + "(t, \"" + kept.key() + "\", o);");
            writes(type);
        }
        lines.add("}");
        calls.add("kept_" + kept.key() + "(t, " + object + ");");
    }

    private void writes(Type type) {
        for (Type above : hierarchy.lineage(type)) {
            for (Field field : above.all(Field.class)) {
                boolean open =
                        !field.flags().contains(Flag.FINAL) && !field.flags().contains(Flag.PRIVATE);
                if (open && !field.isStatic()) {
                    String object = above.id() == type.id() ? "o" : "((" + Scope.variable(program, above) + ") o)";
                    String value = Making.literal(field.type(), step * 1000 + field.id());
                    lines.add(object + "." + field.name() + " = " + value + ";");
                }
            }
        }
    }
}
