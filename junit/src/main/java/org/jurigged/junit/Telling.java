package org.jurigged.junit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Tells the controller of each result as it comes. */
final class Telling implements TestExecutionListener {
    private static final Set<String> RUNNERS =
            Set.of("org.junit.jupiter.api.extension.ExtendWith", "org.junit.runner.RunWith");

    /** Ours changes no test. By its name: a project without Jupiter can't load it. */
    private static final String LIVE = "org.jurigged.junit.LiveExtension";

    private final PrintWriter answers;
    private final boolean isAll;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private TestPlan plan;

    Telling(PrintWriter answers, boolean isAll) {
        this.answers = answers;
        this.isAll = isAll;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        if (isAll) {
            Set<String> told = new HashSet<>();
            started.getRoots().forEach(root -> started.getDescendants(root).forEach(test -> tellClass(test, told)));
        }
    }

    /** Tells a test class, and whether code that the project's classes don't mention may choose what it runs. */
    private void tellClass(TestIdentifier test, Set<String> told) {
        Optional<Class<?>> type = type(test);
        if (type.isPresent() && told.add(type.get().getName())) {
            answers.println(line(type.get()));
        }
    }

    static String line(Class<?> type) {
        return "class\t" + type.getName() + "\t" + isOpen(type, new HashSet<>());
    }

    private static Optional<Class<?>> type(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        try {
            return source instanceof ClassSource s ? Optional.of(outermost(s.getJavaClass())) : Optional.empty();
        } catch (RuntimeException e) {
            // A class that can't be loaded has a result that says so.
            return Optional.empty();
        }
    }

    static Class<?> outermost(Class<?> type) {
        Class<?> at = type;
        while (at.getEnclosingClass() != null) {
            at = at.getEnclosingClass();
        }
        return at;
    }

    /** Whether a class is run by an extension, or a runner, of a library. */
    private static boolean isOpen(Class<?> type, Set<Class<?>> seen) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            if (isExtended(at, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExtended(Class<?> annotated, Set<Class<?>> seen) {
        for (Annotation annotation : annotated.getAnnotations()) {
            Class<?> kind = annotation.annotationType();
            if (RUNNERS.contains(kind.getName())) {
                if (hasLibrarysValue(annotation)) {
                    return true;
                }
            } else if (!kind.getName().startsWith("java.") && seen.add(kind) && isExtended(kind, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasLibrarysValue(Annotation annotation) {
        try {
            Method value = annotation.annotationType().getMethod("value");
            Object given = value.invoke(annotation);
            Class<?>[] classes = given instanceof Class<?>[] several ? several : new Class<?>[] {(Class<?>) given};
            for (Class<?> extension : classes) {
                if (!extension.getName().startsWith("org.junit.jupiter.")
                        && !extension.getName().equals(LIVE)) {
                    return true;
                }
            }
            return false;
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        begun.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        plan.getDescendants(test).stream().filter(TestIdentifier::isTest).forEach(each -> tell(each, "SKIPPED", null));
        if (test.isTest()) {
            tell(test, "SKIPPED", null);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean hasFailed = result.getStatus() == TestExecutionResult.Status.FAILED;
        if (test.isTest() || hasFailed) {
            tell(
                    test,
                    result.getStatus() == TestExecutionResult.Status.ABORTED
                            ? "SKIPPED"
                            : result.getStatus().name(),
                    result.getThrowable().orElse(null));
        }
    }

    private void tell(TestIdentifier test, String status, Throwable thrown) {
        double millis = (System.nanoTime() - begun.getOrDefault(test.getUniqueId(), System.nanoTime())) / 1e6;
        answers.println(String.join(
                "\t",
                "result",
                status,
                className(test),
                encoded(name(test)),
                String.format(java.util.Locale.ROOT, "%.1f", millis),
                encoded(thrown == null ? "" : line(thrown)),
                encoded(thrown == null ? "" : stack(thrown))));
    }

    /** Returns the name of the class that a test is in; of the engine if it is in none. */
    private String className(TestIdentifier test) {
        for (TestIdentifier at = test; at != null; at = plan.getParent(at).orElse(null)) {
            TestSource source = at.getSource().orElse(null);
            if (source instanceof MethodSource s) {
                return outermost(s.getClassName());
            }
            if (source instanceof ClassSource s) {
                return outermost(s.getClassName());
            }
        }
        return test.getDisplayName();
    }

    private static String outermost(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Returns the names of the test and of what it is in, below its class. */
    private String name(TestIdentifier test) {
        String name = test.getDisplayName();
        for (TestIdentifier at = plan.getParent(test).orElse(null);
                at != null && !(isTopClass(at)) && at.getParentId().isPresent();
                at = plan.getParent(at).orElse(null)) {
            name = at.getDisplayName() + " " + name;
        }
        return isTopClass(test) ? "" : name;
    }

    private static boolean isTopClass(TestIdentifier test) {
        return test.getSource().orElse(null) instanceof ClassSource s
                && !s.getClassName().contains("$");
    }

    private static String line(Throwable thrown) {
        return String.valueOf(thrown);
    }

    static String stack(Throwable thrown) {
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack, true));
        return stack.toString();
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
