package org.jurigged.controller.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.controller.session.AppliedSave;

/**
 * Which test classes a save may have changed the result of: those that depend on a changed class, however far, and those
 * that may reach any class by its name. Never fewer than that; often more.
 */
final class Affected {
    /** The test classes that are known, and whether a library's extension runs them. */
    private final Map<String, Boolean> tests = new LinkedHashMap<>();

    void add(String testClass, boolean isOpen) {
        tests.put(testClass, isOpen);
    }

    /** Takes a class of a save into account, which may be a new test, or one that is gone. */
    void note(String className, boolean isTest) {
        if (isTest) {
            tests.putIfAbsent(className, false);
        } else {
            tests.remove(className);
        }
    }

    boolean has(String className) {
        return tests.containsKey(className);
    }

    int size() {
        return tests.size();
    }

    /** Returns the test classes to run again, the likeliest first. */
    List<String> by(AppliedSave save) {
        Set<String> found = new LinkedHashSet<>();
        // FooTest is Foo's, whoever else uses it.
        for (String changed : save.changed()) {
            String name = outermost(changed);
            tests.keySet().stream()
                    .filter(test -> test.equals(name) || isNamedAfter(test, name))
                    .forEach(found::add);
        }
        save.dependents().stream()
                .map(Affected::outermost)
                .filter(tests::containsKey)
                .forEach(found::add);
        tests.forEach((test, isOpen) -> {
            if (isOpen || !save.resources().isEmpty() || save.open().contains(test)) {
                found.add(test);
            }
        });
        boolean isReached = save.dependents().stream().map(Affected::outermost).anyMatch(tests::containsKey);
        if (!isReached && !save.changed().isEmpty()) {
            // Somebody runs it all the same: by a name, or not at all.
            found.addAll(tests.keySet());
        }
        return new ArrayList<>(found);
    }

    private static boolean isNamedAfter(String test, String className) {
        return test.equals(className + "Test") || test.equals(className + "Tests");
    }

    private static String outermost(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }
}
