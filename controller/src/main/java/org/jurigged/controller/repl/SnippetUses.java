package org.jurigged.controller.repl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** What of the program's classes snippets were compiled against. */
final class SnippetUses {
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$[0-9A-Z]+");
    private static final Pattern NAME = Pattern.compile("(?:[\\p{javaJavaIdentifierPart}]+\\.)*\\p{Lu}\\w*");

    private final ClassViews views;
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /**
     * What the classes of one snippet name, and whether some of their code may run later.
     *
     * @param members of other classes that the code names
     */
    private record Use(Map<String, String> views, Set<Member> members, boolean hasLambdas) {}

    /** A method or field of a class, as code names it. */
    private record Member(String owner, String text) {}

    SnippetUses(ClassViews views) {
        this.views = views;
    }

    /** Notes that a class of a snippet was compiled, as JShell made it. */
    void compiled(String className, byte[] classFile) {
        Matcher wrapper = WRAPPER.matcher(className);
        if (wrapper.lookingAt()) {
            Mentions mentions = new Mentions();
            new ClassReader(classFile).accept(new ClassRemapper(mentions, mentions.names), ClassReader.SKIP_DEBUG);
            boolean isNested = wrapper.end() < className.length();
            Use use = new Use(views(mentions.found), mentions.members, mentions.hasLambdas || isNested);
            // The wrapper comes with its nested classes, be it for the first time or anew.
            uses.merge(wrapper.group(), use, (before, now) -> isNested ? joined(before, now) : now);
        }
    }

    private static Use joined(Use one, Use other) {
        Map<String, String> all = new HashMap<>(one.views());
        all.putAll(other.views());
        Set<Member> members = new HashSet<>(one.members());
        members.addAll(other.members());
        return new Use(all, members, one.hasLambdas() || other.hasLambdas());
    }

    private Map<String, String> views(Set<String> names) {
        Map<String, String> seen = new HashMap<>();
        names.forEach(name -> views.of(name).ifPresent(view -> seen.put(name, view)));
        return seen;
    }

    private static final class Mentions extends ClassVisitor {
        private final Set<String> found = new HashSet<>();
        private final Set<Member> members = new HashSet<>();
        private boolean hasLambdas;
        private final Remapper names = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                found.add(internalName.replace('/', '.'));
                return internalName;
            }
        };

        Mentions() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            hasLambdas |= name.startsWith("lambda$");
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                    add(owner, called + type);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    add(owner, field + " " + type);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle factory, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            add(handle.getOwner(), handle.getName() + handle.getDesc());
                        }
                    }
                }
            };
        }

        private void add(String owner, String text) {
            members.add(new Member(owner.replace('/', '.'), " " + text + " "));
        }
    }

    /** Notes what a snippet names that its classes don't show: javac puts constants in place of their names. */
    void evaluated(JShell shell, Snippet snippet) {
        wrapper(shell, snippet)
                .ifPresent(wrapper -> uses.computeIfPresent(
                        wrapper, (name, use) -> joined(use, new Use(views(named(shell, snippet)), Set.of(), false))));
    }

    private static Set<String> named(JShell shell, Snippet snippet) {
        Set<String> named = new HashSet<>();
        Matcher matcher = NAME.matcher(snippet.source());
        while (matcher.find()) {
            String name = matcher.group();
            named.add(name);
            shell.imports().filter(each -> !each.isStatic()).forEach(each -> named.add(imported(each, name)));
        }
        shell.imports()
                .filter(ImportSnippet::isStatic)
                .forEach(each ->
                        named.add(each.fullname().substring(0, each.fullname().lastIndexOf('.'))));
        return named;
    }

    private static String imported(ImportSnippet snippet, String name) {
        String full = snippet.fullname();
        return full.endsWith(".*")
                ? full.substring(0, full.length() - 1) + name
                : full.endsWith("." + name) ? full : name;
    }

    private static Optional<String> wrapper(JShell shell, Snippet snippet) {
        return switch (snippet.kind()) {
            case METHOD, TYPE_DECL, VAR ->
                Optional.of(shell.sourceCodeAnalysis().wrapper(snippet).fullClassName());
            default -> Optional.empty();
        };
    }

    /** Returns the classes that look otherwise than when a snippet was compiled, sorted. */
    Set<String> changed(JShell shell, Snippet snippet) {
        Set<String> changed = new TreeSet<>();
        use(shell, snippet)
                .ifPresent(use -> use.views().forEach((name, view) -> {
                    if (!views.of(name).equals(Optional.of(view))) {
                        changed.add(name);
                    }
                }));
        return changed;
    }

    /** Whether a snippet's value may have code that runs later, as a lambda, and that names what is no longer there. */
    boolean hasLostMembers(JShell shell, Snippet snippet) {
        return use(shell, snippet)
                .filter(Use::hasLambdas)
                .filter(use -> use.members().stream().anyMatch(member -> isLost(use, member)))
                .isPresent();
    }

    private boolean isLost(Use use, Member member) {
        String before = use.views().getOrDefault(member.owner(), "");
        String now = views.of(member.owner()).orElse("");
        return before.contains(member.text()) && !now.contains(member.text());
    }

    /** Takes the classes as they are now for what a snippet was compiled against: it has been told. */
    void told(JShell shell, Snippet snippet) {
        wrapper(shell, snippet)
                .ifPresent(wrapper -> uses.computeIfPresent(
                        wrapper, (name, use) -> new Use(views(use.views().keySet()), use.members(), use.hasLambdas())));
    }

    private Optional<Use> use(JShell shell, Snippet snippet) {
        return wrapper(shell, snippet).map(uses::get);
    }

    /** Looks at the program's classes anew. */
    void refresh() {
        views.refresh();
    }
}
