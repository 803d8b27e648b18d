package org.jurigged.controller.compile;

import java.io.Closeable;
import java.io.Writer;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/**
 * The parts of javac's own code that {@link KeptJavac} needs, none of which are for the public: {@code JavacTaskPool},
 * which jshell uses, and javac's table of symbols. By reflection, for a JDK that has them otherwise, or a JVM that was
 * not told to open them, is no error: javac then starts anew for each run.
 */
final class JavacInsides {
    private static final String JAVAC = "com.sun.tools.javac.";
    private static final int POOL_SIZE = 2;
    /** {@code Flags.EXISTS}: the package has members. */
    private static final long EXISTS = 1 << 30;

    private final Object pool;
    private final Class<?> worker = Class.forName(JAVAC + "api.JavacTaskPool$Worker");
    private final Method getTask;
    private final Method getContext = method("api.BasicJavacTask", "getContext");
    private final Method getFromContext = method("util.Context", "get", Class.class);
    private final Class<?> platform = Class.forName(JAVAC + "platform.PlatformDescription");
    private final Method symbols = method("code.Symtab", "instance", Class.forName(JAVAC + "util.Context"));
    private final Field classes = field("code.Symtab", "classes");
    private final Field packages = field("code.Symtab", "packages");
    private final Field classFields = field("code.Symtab", "classFields");
    private final Field completer = field("code.Symtab", "initialCompleter");
    private final Field rootPackage = field("code.Symtab", "rootPackage");
    private final Field unnamedModule = field("code.Symtab", "unnamedModule");
    private final Field unnamedPackage = field("code.Symbol$ModuleSymbol", "unnamedPackage");
    private final Field enclosedPackages = field("code.Symbol$ModuleSymbol", "enclosedPackages");
    private final Field visiblePackages = field("code.Symbol$ModuleSymbol", "visiblePackages");
    private final Method reset = method("code.Symbol$PackageSymbol", "reset");
    private final Field members = field("code.Symbol$PackageSymbol", "members_field");
    private final Field symbolCompleter = field("code.Symbol", "completer");
    private final Field flags = field("code.Symbol", "flags_field");
    private final Method listOf = method("util.List", "from", Iterable.class);

    /** @throws ReflectiveOperationException or RuntimeException when this JDK has another javac, or keeps it closed */
    JavacInsides() throws ReflectiveOperationException {
        Class<?> poolClass = Class.forName(JAVAC + "api.JavacTaskPool");
        pool = poolClass.getConstructor(int.class).newInstance(POOL_SIZE);
        getTask = open(poolClass.getMethod(
                "getTask",
                Writer.class,
                JavaFileManager.class,
                DiagnosticListener.class,
                Iterable.class,
                Iterable.class,
                Iterable.class,
                worker));
    }

    /** List the options for a JVM that is to open them; the {@code jurigged} jar's manifest has the same. */
    static List<String> jvmOptions() {
        return Stream.of("api", "code", "util")
                .map(name -> "--add-opens=jdk.compiler/" + JAVAC + name + "=ALL-UNNAMED")
                .toList();
    }

    private static Method method(String owner, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        return open(Class.forName(JAVAC + owner).getDeclaredMethod(name, parameters));
    }

    private static Field field(String owner, String name) throws ReflectiveOperationException {
        return open(Class.forName(JAVAC + owner).getDeclaredField(name));
    }

    private static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }

    /** What a run is made with, in the order of {@link JavaCompiler#getTask}. */
    record Task(
            Writer log,
            JavaFileManager files,
            DiagnosticListener<JavaFileObject> problems,
            List<String> options,
            List<? extends JavaFileObject> units) {}

    /**
     * Run a task of the pool. When the work says false or throws, what javac knows is not used again.
     *
     * @return whether the work said true
     */
    boolean run(Task task, Predicate<JavaCompiler.CompilationTask> work) throws ReflectiveOperationException {
        boolean[] done = new boolean[1];
        Object asWorker =
                Proxy.newProxyInstance(worker.getClassLoader(), new Class<?>[] {worker}, (proxy, m, given) -> {
                    done[0] = work.test((JavaCompiler.CompilationTask) given[0]);
                    if (!done[0]) {
                        throw new NotKept();
                    }
                    return null;
                });
        try {
            getTask.invoke(
                    pool, task.log(), task.files(), task.problems(), task.options(), null, task.units(), asWorker);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof NotKept)) {
                throw e;
            }
        }
        return done[0];
    }

    /** Makes the pool forget a task. */
    private static final class NotKept extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Get what javac knows, of which a task is a part. */
    Object context(JavaCompiler.CompilationTask task) throws ReflectiveOperationException {
        return getContext.invoke(task);
    }

    /** Get the files of the JDK that a task was made with for {@code --release}; null when there are none. */
    Closeable platform(Object context) throws ReflectiveOperationException {
        return (Closeable) getFromContext.invoke(context, platform);
    }

    /** Forget all classes and packages of the unnamed module: all but those of the JDK's modules (JLS 7.7.5). */
    void forgetUnnamed(Object context) throws ReflectiveOperationException {
        Object table = symbols.invoke(null, context);
        Object module = unnamedModule.get(table);
        Object root = rootPackage.get(table);
        Object unnamed = unnamedPackage.get(module);
        for (Map<?, ?> byModule : inner(classes.get(table))) {
            byModule.remove(module);
        }
        inner(classes.get(table)).removeIf(Map::isEmpty);
        for (Map<?, ?> byModule : inner(packages.get(table))) {
            if (byModule.get(module) != root) {
                byModule.remove(module);
            }
        }
        inner(packages.get(table)).removeIf(Map::isEmpty);
        ((Map<?, ?>) classFields.get(table)).clear();
        visiblePackages.set(module, null);
        enclosedPackages.set(module, listOf.invoke(null, List.of(unnamed, root)));
        reset.invoke(unnamed);
        members.set(unnamed, null);
        flags.setLong(unnamed, flags.getLong(unnamed) | EXISTS);
        symbolCompleter.set(unnamed, completer.get(table));
    }

    @SuppressWarnings("unchecked")
    private static Collection<Map<?, ?>> inner(Object map) {
        return ((Map<?, Map<?, ?>>) map).values();
    }
}
