package org.jurigged.controller.compile;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/**
 * Javac's table of symbols, as far as it has those of the unnamed module (JLS 7.7.5): packages and classes that are in no
 * module, by reflection. None of it is for the public; another javac may have it otherwise, and then has no such table.
 */
final class JavacSymbols {
    private static final String JAVAC = "com.sun.tools.javac.";

    /** {@code Flags.EXISTS}: the package has members. */
    private static final long EXISTS = 1 << 30;

    private final Method tableOf = method("code.Symtab", "instance", Class.forName(JAVAC + "util.Context"));
    private final Method finderOf = method("code.ClassFinder", "instance", Class.forName(JAVAC + "util.Context"));
    private final Class<?> packageSymbol = Class.forName(JAVAC + "code.Symbol$PackageSymbol");
    private final Class<?> symbol = Class.forName(JAVAC + "code.Symbol");
    private final Method include = method("code.ClassFinder", "includeClassFile", packageSymbol, JavaFileObject.class);
    private final Field location = field("code.ClassFinder", "currentLoc");
    private final Field classes = field("code.Symtab", "classes");
    private final Field packages = field("code.Symtab", "packages");
    private final Field classFields = field("code.Symtab", "classFields");
    private final Field initialCompleter = field("code.Symtab", "initialCompleter");
    private final Field rootPackage = field("code.Symtab", "rootPackage");
    private final Field unnamedModule = field("code.Symtab", "unnamedModule");
    private final Field unnamedPackage = field("code.Symbol$ModuleSymbol", "unnamedPackage");
    private final Field enclosedPackages = field("code.Symbol$ModuleSymbol", "enclosedPackages");
    private final Field visiblePackages = field("code.Symbol$ModuleSymbol", "visiblePackages");
    private final Method reset = method("code.Symbol$PackageSymbol", "reset");
    private final Field packageMembers = field("code.Symbol$PackageSymbol", "members_field");
    private final Field packageName = field("code.Symbol$PackageSymbol", "fullname");
    private final Field packageInfo = field("code.Symbol$PackageSymbol", "package_info");
    private final Field packageSource = field("code.Symbol$PackageSymbol", "sourcefile");
    private final Field classMembers = field("code.Symbol$ClassSymbol", "members_field");
    private final Field className = field("code.Symbol$ClassSymbol", "flatname");
    private final Field classFile = field("code.Symbol$ClassSymbol", "classfile");
    private final Field completer = field("code.Symbol", "completer");
    private final Field flags = field("code.Symbol", "flags_field");
    private final Field owner = field("code.Symbol", "owner");
    private final Method symbolsIn = method("code.Scope", "getSymbols");
    private final Method remove = method("code.Scope$WriteableScope", "remove", symbol);
    private final Method listOf = method("util.List", "from", Iterable.class);
    private final long classSeen = ((Number) field("code.Flags", "CLASS_SEEN").get(null)).longValue();

    /** @throws ReflectiveOperationException or RuntimeException when this JDK has another javac, or keeps it closed */
    JavacSymbols() throws ReflectiveOperationException {}

    static Method method(String owner, String name, Class<?>... parameters) throws ReflectiveOperationException {
        return open(Class.forName(JAVAC + owner).getDeclaredMethod(name, parameters));
    }

    private static Field field(String owner, String name) throws ReflectiveOperationException {
        return open(Class.forName(JAVAC + owner).getDeclaredField(name));
    }

    static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }

    /** Get the symbols of a context. */
    Table of(Object context) throws ReflectiveOperationException {
        return new Table(tableOf.invoke(null, context), finderOf.invoke(null, context));
    }

    /** The symbols of one javac. Packages and classes are given as its own symbols of them. */
    final class Table {
        private final Object table;
        private final Object finder;
        private final Object module;
        private final Object root;
        private final Object unnamed;
        private final Object initially;

        private Table(Object table, Object finder) throws ReflectiveOperationException {
            this.table = table;
            this.finder = finder;
            this.module = unnamedModule.get(table);
            this.root = rootPackage.get(table);
            this.unnamed = unnamedPackage.get(module);
            this.initially = initialCompleter.get(table);
        }

        /** List the named packages. */
        List<Object> packages() throws ReflectiveOperationException {
            List<Object> found = new ArrayList<>();
            for (Map<?, ?> byModule : inner(packages)) {
                Object named = byModule.get(module);
                if (named != null && named != root && named != unnamed) {
                    found.add(named);
                }
            }
            return found;
        }

        /** Get the packages that a package is in by its name, the nearest first. */
        List<Object> around(Object inner) throws ReflectiveOperationException {
            List<Object> found = new ArrayList<>();
            Object next = owner.get(inner);
            while (packageSymbol.isInstance(next) && next != root) {
                found.add(next);
                next = owner.get(next);
            }
            return found;
        }

        String nameOf(Object named) throws ReflectiveOperationException {
            return packageName.get(named).toString();
        }

        /** Whether a package was filled with its classes, and is nothing but those. */
        boolean isPlain(Object named) throws ReflectiveOperationException {
            return packageInfo.get(named) == null && packageMembers.get(named) != null;
        }

        /** Whether javac is about to fill a package with its classes, or has. */
        boolean isFilled(Object named) throws ReflectiveOperationException {
            return completer.get(named) != initially;
        }

        /** Note that a package has members, and so have those around it. */
        void exists(Object named) throws ReflectiveOperationException {
            for (Object each = named; packageSymbol.isInstance(each); each = owner.get(each)) {
                flags.setLong(each, flags.getLong(each) | EXISTS);
            }
        }

        /** Have a package filled again when it is asked for; what it has stays in it. */
        void refill(Object named) throws ReflectiveOperationException {
            reset.invoke(named);
            flags.setLong(named, 0);
            packageSource.set(named, null);
            completer.set(named, initially);
        }

        /** As {@link #refill}, and nothing stays. */
        void empty(Object named) throws ReflectiveOperationException {
            refill(named);
            packageInfo.set(named, null);
            packageMembers.set(named, null);
        }

        /** Enter a class file into a package, as javac does when it fills it. */
        void include(Object named, JavaFileObject file) throws ReflectiveOperationException {
            location.set(finder, StandardLocation.CLASS_PATH);
            include.invoke(finder, named, file);
        }

        /** Have some classes of a package, given by their binary names, as if nobody knew where their files are. */
        void forgetFiles(Object named, Set<String> names) throws ReflectiveOperationException {
            Object scope = packageMembers.get(named);
            List<Object> forgotten = new ArrayList<>();
            for (Object each : (Iterable<?>) symbolsIn.invoke(scope)) {
                if (names.contains(className.get(each).toString())) {
                    forgotten.add(each);
                }
            }
            for (Object each : forgotten) {
                classFile.set(each, null);
                flags.setLong(each, 0);
                remove.invoke(scope, each);
            }
        }

        /**
         * Forget all classes but those of some packages: all of these, or those of which nothing is known but where their
         * files are.
         *
         * @param asTheyAre packages of which no class was read: that takes the package to be filled
         * @return the classes of other packages that aren't forgotten
         */
        Set<Object> forgetClasses(Set<Object> asTheyAre, Set<Object> unreadOnly) throws ReflectiveOperationException {
            Set<Object> unread = Collections.newSetFromMap(new IdentityHashMap<>());
            boolean anyEmpty = false;
            for (Map<?, ?> byModule : inner(classes)) {
                Object each = byModule.get(module);
                Object in = each == null ? null : owner.get(each);
                if (each == null || asTheyAre.contains(in)) {
                    continue;
                }
                if (unreadOnly.contains(in) && isUnread(each)) {
                    unread.add(each);
                } else {
                    byModule.remove(module);
                    anyEmpty |= byModule.isEmpty();
                }
            }
            if (anyEmpty) {
                inner(classes).removeIf(Map::isEmpty);
            }
            ((Map<?, ?>) classFields.get(table)).clear();
            return unread;
        }

        /** Let a package have only some of its classes; returns how many it has then. */
        int retain(Object named, Set<Object> some) throws ReflectiveOperationException {
            Object scope = packageMembers.get(named);
            List<Object> others = new ArrayList<>();
            int retained = 0;
            for (Object each : (Iterable<?>) symbolsIn.invoke(scope)) {
                if (some.contains(each)) {
                    retained++;
                } else {
                    others.add(each);
                }
            }
            for (Object each : others) {
                remove.invoke(scope, each);
            }
            return retained;
        }

        /** List the binary names of the classes that a package has. */
        Set<String> classesOf(Object named) throws ReflectiveOperationException {
            Set<String> names = new HashSet<>();
            for (Object each : (Iterable<?>) symbolsIn.invoke(packageMembers.get(named))) {
                names.add(className.get(each).toString());
            }
            return names;
        }

        private boolean isUnread(Object each) throws ReflectiveOperationException {
            return completer.get(each) == initially
                    && flags.getLong(each) == classSeen
                    && classFile.get(each) != null
                    && classMembers.get(each) == null;
        }

        /** Forget all packages but these, and what the unnamed one has. */
        void keepOnly(Collection<Object> named) throws ReflectiveOperationException {
            for (Map<?, ?> byModule : inner(packages)) {
                Object each = byModule.get(module);
                if (each != root && !named.contains(each)) {
                    byModule.remove(module);
                }
            }
            inner(packages).removeIf(Map::isEmpty);
            List<Object> enclosed = new ArrayList<>(named);
            enclosed.add(unnamed);
            enclosed.add(root);
            visiblePackages.set(module, null);
            enclosedPackages.set(module, listOf.invoke(null, enclosed));
            reset.invoke(unnamed);
            packageMembers.set(unnamed, null);
            flags.setLong(unnamed, flags.getLong(unnamed) | EXISTS);
            completer.set(unnamed, initially);
        }

        @SuppressWarnings("unchecked")
        private Collection<Map<?, ?>> inner(Field map) throws ReflectiveOperationException {
            return ((Map<?, Map<?, ?>>) map.get(table)).values();
        }
    }
}
