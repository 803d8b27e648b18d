package org.jurigged.controller.compile;

import java.io.Closeable;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/**
 * The parts of javac's own code that {@link KeptJavac} needs, none of which are for the public: {@code JavacTaskPool},
 * which jshell uses, and {@link JavacSymbols}. By reflection, for a JDK that has them otherwise, or a JVM that was
 * not told to open them, is no error: javac then starts anew for each run.
 */
final class JavacInsides {
    private static final String JAVAC = "com.sun.tools.javac.";
    private static final int POOL_SIZE = 2;

    private final Object pool;
    private final Class<?> worker = Class.forName(JAVAC + "api.JavacTaskPool$Worker");
    private final Method getTask;
    private final Method getContext = JavacSymbols.method("api.BasicJavacTask", "getContext");
    private final Method getFromContext = JavacSymbols.method("util.Context", "get", Class.class);
    private final Class<?> platform = Class.forName(JAVAC + "platform.PlatformDescription");
    private final Method putIntoContext = JavacSymbols.method("util.Context", "put", Class.class, Object.class);
    private final JavacSymbols symbols = new JavacSymbols();

    /** @throws ReflectiveOperationException or RuntimeException when this JDK has another javac, or keeps it closed */
    JavacInsides() throws ReflectiveOperationException {
        Class<?> poolClass = Class.forName(JAVAC + "api.JavacTaskPool");
        pool = poolClass.getConstructor(int.class).newInstance(POOL_SIZE);
        getTask = JavacSymbols.open(poolClass.getMethod(
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

    /** Get what a context's javac keeps of packages; null before its first run. */
    KeptPackages packages(Object context) throws ReflectiveOperationException {
        return (KeptPackages) getFromContext.invoke(context, KeptPackages.class);
    }

    /** Begin to keep packages, once. */
    KeptPackages keepPackages(Object context) throws ReflectiveOperationException {
        KeptPackages packages = new KeptPackages(symbols.of(context));
        putIntoContext.invoke(context, KeptPackages.class, packages);
        return packages;
    }
}
