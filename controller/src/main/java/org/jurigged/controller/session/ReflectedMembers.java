package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.bytecode.ReflectionCalls;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.Unseen;
import org.objectweb.asm.Opcodes;

/** Finds loaded classes that a save gives other members, while a class of the project lists their members by reflection. */
final class ReflectedMembers {
    /** What is told of a class's members with these says as much. */
    private static final Set<Unseen.Code> ALIKE = Set.of(Unseen.Code.J201, Unseen.Code.J202, Unseen.Code.J205);

    private final Compiler compiler;
    private final DefinitionNames names;
    private final Map<String, byte[]> before;

    /** {@code before} has the class files that were current, by binary name. */
    ReflectedMembers(Compiler compiler, DefinitionNames names, Map<String, byte[]> before) {
        this.compiler = compiler;
        this.names = names;
        this.before = before;
    }

    /** Returns what is to be told of the classes of a plan; nothing of a JVM whose classes take what was added. */
    List<Unseen> find(Plan plan, Collection<CompiledClass> compiled) throws JuriggedException {
        List<Unseen> found = new ArrayList<>();
        for (CompiledClass latest : compiled) {
            byte[] was = before.get(latest.name());
            if (was == null || latest.change() == Change.SAME || isTold(plan, names.type(latest.name()))) {
                continue;
            }
            Set<String> answers = new TreeSet<>();
            for (Realm realm : plan.realms().values()) {
                Realm.Shaped shaped = realm.classes().get(latest.name());
                if (shaped != null) {
                    answers.addAll(wrong(Schema.of(was), Schema.of(latest.bytes()), shaped.schema()));
                }
            }
            if (!answers.isEmpty()) {
                note(latest.name(), answers).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isTold(Plan plan, String type) {
        return plan.unseen().stream().filter(u -> ALIKE.contains(u.code())).anyMatch(u -> isOf(u.definition(), type));
    }

    /** Whether a definition is a type, or a member of it and of no type within. */
    private static boolean isOf(String definition, String type) {
        return definition.equals(type)
                || definition.startsWith(type + ".")
                        && definition.substring(type.length() + 1).matches("[^.(]*(\\(.*)?");
    }

    /** The methods of {@code Class} that give what was loaded where an edit adds or removes some. */
    private static Set<String> wrong(Schema was, Schema is, Schema loaded) {
        Set<String> methods = new HashSet<>();
        Map<String, Schema.Member> old = members(was);
        Map<String, Schema.Member> now = members(is);
        Set<String> has = members(loaded).keySet();
        now.forEach((key, member) -> {
            if (!old.containsKey(key) && !has.contains(key)) {
                addListing(member, methods);
            }
        });
        old.forEach((key, member) -> {
            if (!now.containsKey(key) && has.contains(key)) {
                addListing(member, methods);
            }
        });
        return methods;
    }

    private static Map<String, Schema.Member> members(Schema schema) {
        Map<String, Schema.Member> members = new HashMap<>();
        for (List<Schema.Member> some : List.of(schema.fields(), schema.methods())) {
            some.stream()
                    .filter(m -> (m.access() & Opcodes.ACC_SYNTHETIC) == 0)
                    .filter(m -> !m.name().equals("<clinit>"))
                    .forEach(m -> members.put(m.name() + " " + m.descriptor(), m));
        }
        return members;
    }

    private static void addListing(Schema.Member member, Set<String> methods) {
        String kind = !member.descriptor().startsWith("(")
                ? "Fields"
                : member.name().equals("<init>") ? "Constructors" : "Methods";
        methods.add("getDeclared" + kind);
        if ((member.access() & Opcodes.ACC_PUBLIC) != 0) {
            methods.add("get" + kind);
        }
    }

    private Optional<Unseen> note(String className, Set<String> answers) throws JuriggedException {
        String internal = className.replace('.', '/');
        List<String> readers = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        for (String name : compiler.classesNaming(className)) {
            Set<String> asked = asked(name, internal);
            asked.retainAll(answers);
            if (!asked.isEmpty()) {
                readers.add(names.type(name));
                asked.forEach(call -> kinds.add(kind(call)));
            }
        }
        return readers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unseen(Unseen.Code.J209, names.type(className), reason(readers, kinds)));
    }

    /** What a class asks of another one that it has a literal of, or lets the method ask that it hands the literal to. */
    private Set<String> asked(String reader, String literal) {
        ReflectionCalls calls = calls(reader);
        Set<String> asked = new HashSet<>(calls.literals().contains(literal) ? calls.asked() : Set.of());
        for (ReflectionCalls.Method method : calls.handed().getOrDefault(literal, Set.of())) {
            asked.addAll(calls(method.owner().replace('/', '.')).listing().getOrDefault(method, Set.of()));
        }
        return asked;
    }

    private ReflectionCalls calls(String name) {
        return compiler.current(name).map(ReflectionCalls::in).orElse(ReflectionCalls.NONE);
    }

    private static String kind(String call) {
        return call.replaceAll("get(Declared)?", "").toLowerCase(Locale.ROOT);
    }

    private static String reason(List<String> readers, Set<String> kinds) {
        int others = readers.size() - 1;
        String who = others == 0 ? "" : others == 1 ? " and " + readers.get(1) : " and " + others + " others";
        return readers.get(0) + who + (others == 0 ? " reads" : " read") + " its " + String.join(" and ", kinds)
                + " by reflection, which still sees those that were loaded";
    }
}
