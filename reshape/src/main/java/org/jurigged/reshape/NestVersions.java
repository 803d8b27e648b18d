package org.jurigged.reshape;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jurigged.reshape.Realm.Shaped;
import org.jurigged.reshape.identity.Identities;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** The classes of one nest as they run now, and as they are in today's source. */
final class NestVersions {
    private static final String COMPANION = "$Live$";
    private static final Pattern NUMBER = Pattern.compile("\\$\\d");

    private final Realm realm;
    private final Surroundings surroundings;
    private final String outermost;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    /** Loaded classes that nothing was done to so far. */
    private final Map<String, Change> untouched = new LinkedHashMap<>();

    private final Map<String, ClassNode> before = new LinkedHashMap<>();
    private final Map<String, ClassNode> latest = new LinkedHashMap<>();

    NestVersions(Realm realm, Surroundings surroundings, String outermost, List<Change> changes) {
        this.realm = realm;
        this.surroundings = surroundings;
        this.outermost = outermost;
        changes.forEach(c -> this.changes.put(c.className(), c));
    }

    /** The name of the class that a class is nested in at last, as far as names tell. */
    static String outermost(String className) {
        int simple = className.lastIndexOf('.') + 1;
        int end = className.indexOf('$', simple + 1);
        return end < 0 ? className : className.substring(0, end);
    }

    /** Whether javac made up a part of a class's name, as for anonymous and local classes. */
    static boolean isNumbered(String className) {
        return NUMBER.matcher(className).find();
    }

    /** Whether there is anything to look for: with equal names and no two that could be confused there isn't. */
    boolean mayDiffer() {
        if (Stream.concat(changes.keySet().stream(), realm.classes().keySet().stream())
                .anyMatch(n -> isOfNest(n) && isNumbered(n))) {
            return true;
        }
        return changes.values().stream().anyMatch(this::mayDiffer);
    }

    private boolean mayDiffer(Change change) {
        Schema now = Schema.of(change.latest());
        return change.isNew()
                ? now.methods().stream().anyMatch(SyntheticNames::isNumbered)
                : SyntheticNames.mayDiffer(runs(change), now)
                        || !numberedIn(change.live()).equals(numberedIn(change.latest()));
    }

    /** The classes with numbers that a class file mentions: where there are fewer, a loaded one may have another's name. */
    private Set<String> numberedIn(byte[] classFile) {
        Set<String> names = new HashSet<>();
        if (!ByteSearch.contains(classFile, outermost.replace('.', '/') + "$")) {
            return names;
        }
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitInnerClass(String name, String outer, String simple, int access) {
                                if (isNumbered(name) && isOfNest(Schema.binary(name))) {
                                    names.add(name);
                                }
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return names;
    }

    /** The schema of the class that runs as it is called in the source: it has what the JVM keeps in other places. */
    private Schema runs(Change change) {
        Shaped known = realm.classes().get(change.className());
        return known == null ? change.loaded() : Schema.of(known.identified());
    }

    private boolean isOfNest(String className) {
        return className.startsWith(outermost)
                && (className.length() == outermost.length() || className.charAt(outermost.length()) == '$');
    }

    /** Finds who is who; classes keep their names if not all of the nest can be looked at. */
    Identities find() {
        boolean complete = readLatest();
        if (!complete) {
            return findMethods();
        }
        before.clear();
        changes.keySet().forEach(this::readBefore);
        latest.keySet().forEach(n -> readBefore(Schema.binary(n)));
        realm.classes().keySet().stream().filter(this::isOfNest).forEach(this::readBefore);
        List.copyOf(before.values()).forEach(n -> mentioned(n).forEach(this::readBefore));
        return Identities.find(before, latest, this::isTaken, this::isTaken);
    }

    /** Finds who is who among the methods of the classes that are to change. */
    Identities findMethods() {
        before.clear();
        changes.keySet().forEach(this::readBefore);
        latest.keySet().removeIf(n -> !changes.containsKey(Schema.binary(n)));
        return Identities.findMethods(before, latest, this::isTaken);
    }

    /** Reads today's classes; whether all that they mention are there. */
    private boolean readLatest() {
        changes.values().forEach(c -> addLatest(c.latest()));
        Deque<ClassNode> open = new ArrayDeque<>(latest.values());
        Set<String> seen = new HashSet<>(changes.keySet());
        boolean complete = true;
        while (!open.isEmpty()) {
            for (String name : mentioned(open.pop())) {
                if (seen.add(name)) {
                    Optional<byte[]> file = surroundings.classFile(name);
                    file.map(this::addLatest).ifPresent(open::push);
                    complete &= file.isPresent();
                }
            }
        }
        return complete;
    }

    private ClassNode addLatest(byte[] file) {
        ClassNode node = tree(file);
        latest.put(node.name, node);
        return node;
    }

    private Set<String> mentioned(ClassNode node) {
        Set<String> names = new HashSet<>(Set.of(outermost));
        node.innerClasses.forEach(c -> names.add(Schema.binary(c.name)));
        if (node.nestMembers != null) {
            node.nestMembers.forEach(n -> names.add(Schema.binary(n)));
        }
        names.removeIf(n -> !isOfNest(n));
        return names;
    }

    /** Reads what a class runs; nothing if the JVM doesn't have it. */
    private void readBefore(String className) {
        String internal = className.replace('.', '/');
        if (before.containsKey(internal)) {
            return;
        }
        Shaped known = realm.classes().get(className);
        Change change = changes.get(className);
        if (known != null) {
            before.put(internal, withRemoved(tree(known.identified()), tree(known.bare())));
        } else if (change != null && !change.isNew()) {
            before.put(internal, tree(change.live()));
        } else if (change == null && surroundings.isLoaded(className)) {
            surroundings.liveFile(className).ifPresent(file -> {
                before.put(internal, tree(file));
                untouched.put(className, new Change(className, Schema.of(file), file, file));
            });
        }
    }

    /** Adds the lambdas that the source no longer has: they may come back. */
    private static ClassNode withRemoved(ClassNode identified, ClassNode physical) {
        Set<String> present = new HashSet<>();
        identified.methods.forEach(m -> present.add(m.name + m.desc));
        physical.methods.stream()
                .filter(m -> LambdaName.isLambda(m) && !present.contains(m.name + m.desc))
                .forEach(identified.methods::add);
        return identified;
    }

    private boolean isTaken(String internalName) {
        String name = Schema.binary(internalName);
        return realm.classes().containsKey(name) || realm.companions().containsKey(name) || surroundings.isLoaded(name);
    }

    /** Whether a class was loaded with a method, or the method had a companion. */
    private boolean isTaken(String owner, String method) {
        String name = Schema.binary(owner);
        Change base = base(name);
        String companion = name + COMPANION + method.substring(0, method.indexOf('(')) + "$";
        return (base != null
                        && base.loaded().methods().stream()
                                .anyMatch(m -> m.key().equals(method)))
                || realm.companions().keySet().stream().anyMatch(c -> c.startsWith(companion));
    }

    /** The change of a class that the JVM has, by the name it has there; {@code null} if it has none. */
    Change base(String className) {
        Change change = changes.get(className);
        Shaped known = realm.classes().get(className);
        if (change != null && !change.isNew()) {
            return change;
        }
        return known == null
                ? untouched.get(className)
                : new Change(className, known.schema(), known.identified(), known.identified());
    }

    /** The change of a class that was compiled, by the name javac gave it; {@code null} if there is none. */
    Change change(String className) {
        return changes.get(className);
    }

    /** Whether what runs already is a class file under its lasting name. */
    boolean runs(String className, byte[] file) {
        Shaped known = realm.classes().get(className);
        return known != null && Arrays.equals(known.identified(), file);
    }

    Collection<ClassNode> latest() {
        return latest.values();
    }

    /** The binary names of the classes that are to change. */
    Set<String> names() {
        return changes.keySet();
    }

    private static ClassNode tree(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }
}
