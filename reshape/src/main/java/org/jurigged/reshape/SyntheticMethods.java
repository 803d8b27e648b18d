package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds which synthetic method of the loaded class is which one of the latest.
 *
 * <p>javac numbers the bodies of lambdas, and the methods through which nested types reach private members, in the order
 * in which it comes to them, so that an edit elsewhere in the class gives them other names.
 */
final class SyntheticMethods {
    /** How the names of methods start that give nested types access to private members before Java 11. */
    static final String ACCESS = "access$";

    private SyntheticMethods() {}

    /** Puts into a renaming what gives the latest class's synthetic methods the names they have in the loaded class. */
    static void match(Subject subject, Renaming renaming) {
        if (mayDiffer(subject.loaded(), subject.schema())) {
            Map<String, List<Body>> before = groups(subject.live());
            List<MethodNode> unmatched = new ArrayList<>();
            groups(subject.latest())
                    .forEach((group, bodies) -> unmatched.addAll(match(
                            subject.latest().name,
                            bodies,
                            before.getOrDefault(group, List.of()),
                            group.startsWith(ACCESS),
                            renaming)));
            nameApart(subject, unmatched, renaming);
        }
    }

    /** Keeps what is new from having the name of a loaded method that is somebody else. */
    private static void nameApart(Subject subject, List<MethodNode> unmatched, Renaming renaming) {
        Set<String> loaded = new HashSet<>();
        subject.loaded().methods().forEach(m -> loaded.add(m.key()));
        Set<String> taken = new HashSet<>(loaded);
        subject.schema().methods().forEach(m -> taken.add(m.key()));
        for (MethodNode method : unmatched) {
            if (loaded.contains(method.name + method.desc)) {
                String stem = method.name.replaceFirst("\\d+$", "");
                int number = 0;
                while (!taken.add(stem + number + method.desc)) {
                    number++;
                }
                renaming.put(subject.latest().name, method, stem + number);
            }
        }
    }

    /** Whether there is anything to match: with equal names and no two that could be confused there isn't. */
    private static boolean mayDiffer(Schema loaded, Schema latest) {
        Set<String> before = new HashSet<>();
        loaded.methods().stream().filter(SyntheticMethods::isNumbered).forEach(m -> before.add(m.key()));
        List<Member> after =
                latest.methods().stream().filter(SyntheticMethods::isNumbered).toList();
        Set<String> groups = new HashSet<>();
        return after.stream().anyMatch(m -> !before.contains(m.key()))
                || before.size() != after.size()
                || after.stream().anyMatch(m -> !groups.add(group(m.name(), m.descriptor(), m.access())));
    }

    /**
     * Equal code first, so that swapped lambdas stay who they are, and then those that are left in their order.
     *
     * @return those of the latest class that have no counterpart
     */
    private static List<MethodNode> match(
            String owner, List<Body> latest, List<Body> live, boolean exactly, Renaming renaming) {
        List<Body> left = new ArrayList<>(live);
        List<MethodNode> open = new ArrayList<>();
        for (Body body : latest) {
            Optional<Body> same =
                    left.stream().filter(b -> b.code.equals(body.code)).findFirst();
            same.ifPresentOrElse(b -> renaming.put(owner, body.method, b.method.name), () -> open.add(body.method));
            same.ifPresent(left::remove);
        }
        int paired = exactly ? 0 : Math.min(open.size(), left.size());
        for (int i = 0; i < paired; i++) {
            renaming.put(owner, open.get(i), left.get(i).method.name);
        }
        return open.subList(paired, open.size());
    }

    private static Map<String, List<Body>> groups(ClassNode node) {
        Map<String, List<Body>> groups = new LinkedHashMap<>();
        node.methods.stream()
                .filter(m -> isNumbered(new Member(m.name, m.desc, m.access)))
                .sorted(Comparator.comparingInt(m -> number(m.name)))
                .forEach(m -> groups.computeIfAbsent(group(m.name, m.desc, m.access), g -> new ArrayList<>())
                        .add(new Body(m, Fingerprint.of(m))));
        return groups;
    }

    /** What two methods have in common that may be each other. */
    private static String group(String name, String descriptor, int access) {
        String kind = name.startsWith(ACCESS)
                ? ACCESS
                : "lambda of " + LambdaName.of(name).method();
        return kind + descriptor + ((access & Opcodes.ACC_STATIC) != 0 ? " static" : "");
    }

    private static boolean isNumbered(Member method) {
        return LambdaName.isLambda(method)
                || (method.is(Opcodes.ACC_SYNTHETIC) && method.name().matches("access\\$\\d{1,9}"));
    }

    private static int number(String name) {
        LambdaName lambda = LambdaName.of(name);
        return lambda == null ? Integer.parseInt(name.substring(ACCESS.length())) : lambda.number();
    }

    /** A synthetic method and its code, told by identity: two may have the same code. */
    private static final class Body {
        private final MethodNode method;
        private final String code;

        Body(MethodNode method, String code) {
            this.method = method;
            this.code = code;
        }
    }
}
