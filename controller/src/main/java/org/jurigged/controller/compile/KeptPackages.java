package org.jurigged.controller.compile;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.tools.JavaFileObject;

/**
 * What a javac keeps of the packages of the class path from one run to the next: which classes they have, and where their
 * files are. To enter all classes of each package that a source imports from is a sixth of the time of compiling 50 small
 * sources in a project of 5,000.
 *
 * <p>Nothing is kept of a class of which anything was read or known, so that no symbol can have to do with a class as it was
 * before. What a package has is listed anew in each run, and javac is shown what is other than it was. Used by one thread.
 */
final class KeptPackages {
    private final JavacSymbols.Table symbols;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, PackageListing> listed = new HashMap<>();

    KeptPackages(JavacSymbols.Table symbols) {
        this.symbols = symbols;
    }

    /** A package's symbol, which has the classes of a listing. */
    private record Kept(Object symbol, PackageListing listing) {}

    /** Returns the files of a package that javac has to be shown, which is about to fill it. */
    Collection<JavaFileObject> list(String packageName, PackageListing now) throws ReflectiveOperationException {
        Kept known = kept.get(packageName);
        if (known == null) {
            listed.put(packageName, now);
            return now.files().values();
        }
        if (!symbols.isFilled(known.symbol()) || listed.containsKey(packageName)) {
            return now.files().values(); // somebody else asks
        }
        listed.put(packageName, now);
        if (known.listing().isSame(now)) {
            if (!now.isEmpty()) {
                symbols.exists(known.symbol());
            }
            return List.of();
        }
        return changed(known, now);
    }

    private Collection<JavaFileObject> changed(Kept known, PackageListing now) throws ReflectiveOperationException {
        Map<String, Object> then = known.listing().contents();
        Map<String, Object> is = now.contents();
        Set<String> others = new HashSet<>(then.keySet());
        others.removeIf(name -> then.get(name) == is.get(name));
        symbols.forgetFiles(known.symbol(), others);
        if (!is.isEmpty()) {
            symbols.exists(known.symbol());
        }
        Map<String, JavaFileObject> files = now.files();
        files.keySet().removeIf(name -> then.get(name) == is.get(name));
        return files.values();
    }

    /** Forget everything of the run that is over but what may be kept. */
    void tidy() throws ReflectiveOperationException {
        kept.keySet().removeAll(listed.keySet());
        Map<String, Kept> filled = filled();
        Set<Object> unread = symbols.forgetClasses(symbolsOf(kept), symbolsOf(filled));
        for (Kept each : filled.values()) {
            complete(each, unread);
        }
        kept.putAll(filled);
        for (Kept each : kept.values()) {
            symbols.refill(each.symbol());
        }
        symbols.keepOnly(withThoseAround(symbolsOf(kept)));
        listed.clear();
    }

    /** Returns the packages that the run has filled, and that may be kept. */
    private Map<String, Kept> filled() throws ReflectiveOperationException {
        Map<String, Kept> filled = new HashMap<>();
        for (Object symbol : symbols.packages()) {
            String name = symbols.nameOf(symbol);
            PackageListing listing = listed.get(name);
            if (listing != null && symbols.isPlain(symbol)) {
                filled.put(name, new Kept(symbol, listing));
            }
        }
        return filled;
    }

    /** Has a package have the classes of its listing again, and no others. */
    private void complete(Kept each, Set<Object> unread) throws ReflectiveOperationException {
        if (symbols.retain(each.symbol(), unread) < each.listing().size()) {
            Set<String> there = symbols.classesOf(each.symbol());
            for (Map.Entry<String, JavaFileObject> file : each.listing().files().entrySet()) {
                if (!there.contains(file.getKey()) && isIdentifier(file.getKey())) {
                    symbols.include(each.symbol(), file.getValue());
                }
            }
        }
    }

    private static Set<Object> symbolsOf(Map<String, Kept> some) {
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        some.values().forEach(each -> all.add(each.symbol()));
        return all;
    }

    /** As javac does, which passes over files with other names. */
    private static boolean isIdentifier(String binaryName) {
        return SourceVersion.isIdentifier(binaryName.substring(binaryName.lastIndexOf('.') + 1));
    }

    private Set<Object> withThoseAround(Set<Object> keeping) throws ReflectiveOperationException {
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Object symbol : keeping) {
            for (Object around : symbols.around(symbol)) {
                if (!keeping.contains(around) && all.add(around)) {
                    symbols.empty(around);
                }
            }
        }
        all.addAll(keeping);
        return all;
    }
}
