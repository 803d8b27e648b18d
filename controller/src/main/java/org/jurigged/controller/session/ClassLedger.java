package org.jurigged.controller.session;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.OwnBuild;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.reshape.Ledger;
import org.jurigged.reshape.Realm;

/**
 * Keeps in a target what becomes of its classes, for a session that comes later: it has nothing else to know it by. A class
 * that runs just what its class file says needs no entry.
 *
 * <p>As long as a save is on its way there is a mark; who finds one knows that somebody was killed in the middle. Thread-safe.
 */
final class ClassLedger {
    private static final String VERSION = "version";
    private static final String UNFINISHED = "unfinished";
    private static final String ASKING = "asking ";
    private static final String FILE = "file ";
    private static final String PATCHED = "patched ";

    private final Target target;
    private final Function<String, Optional<byte[]>> onDisk;
    private final Map<Long, Entries> open = new TreeMap<>();
    private final Map<String, Set<String>> asking = new HashMap<>();
    private final Map<Long, Set<String>> kept = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();
    private final Set<String> patched = new HashSet<>();
    private int working;
    private boolean marked;
    private boolean lost;

    /** @param onDisk the class file that the class path has for a name */
    ClassLedger(Target target, Function<String, Optional<byte[]>> onDisk) {
        this.target = target;
        this.onDisk = onDisk;
    }

    private record Entries(
            LoadedClass neighbour,
            Map<String, Realm.Shaped> classes,
            Map<String, byte[]> companions,
            Map<String, Realm.Shaped> staying) {
        static Entries of(LoadedClass neighbour) {
            return new Entries(neighbour, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    /**
     * What earlier sessions have left.
     *
     * @param stayed what runs still, though its class file is another one now
     * @param files what tells the class files apart that the classes had then, by the loader and name of those
     * @param patched the names of classes with a patch that is in no source
     * @param unknown why it can't be gone on with; empty if it can
     */
    record Found(
            Map<Long, Realm> realms,
            Map<Long, Map<String, Realm.Shaped>> stayed,
            Map<Long, Map<String, String>> files,
            Set<String> patched,
            Map<String, Set<String>> asking,
            Optional<String> unknown) {
        static Found nothingKnown(String why) {
            return new Found(Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), Optional.of(why));
        }
    }

    /** Returns what tells a class file from others. */
    static String sum(byte[] classFile) {
        CRC32 sum = new CRC32();
        sum.update(classFile);
        return Long.toHexString(sum.getValue());
    }

    /** Reads what is kept. */
    synchronized Found read() throws JuriggedException {
        Map<Long, Map<String, String>> texts = new TreeMap<>();
        for (Target.Kept entry : target.kept()) {
            texts.computeIfAbsent(entry.loader(), l -> new LinkedHashMap<>()).put(entry.key(), entry.text());
        }
        Set<String> companions = target.loadedNames(Ledger::isCompanion);
        Map<String, String> root = texts.getOrDefault(0L, Map.of());
        if (root.containsKey(UNFINISHED)) {
            return Found.nothingKnown("a session with the program ended in the middle of a save");
        }
        if (!companions.isEmpty() && !OwnBuild.version().equals(root.get(VERSION))) {
            return Found.nothingKnown("another version of jurigged has edited the program");
        }
        return root.containsKey(VERSION) && !OwnBuild.version().equals(root.get(VERSION))
                ? Found.nothingKnown("another version of jurigged has edited the program")
                : found(texts, root, companions);
    }

    private Found found(Map<Long, Map<String, String>> texts, Map<String, String> root, Set<String> companions)
            throws JuriggedException {
        Map<Long, Realm> realms = new TreeMap<>();
        Set<String> names = new HashSet<>();
        texts.forEach((loader, entries) -> {
            Realm realm = Ledger.realm(entries);
            names.addAll(realm.classes().keySet());
            names.addAll(realm.companions().keySet());
            realms.put(loader, realm);
            kept.put(loader, new HashSet<>(realm.classes().keySet()));
        });
        if (!names.containsAll(companions)) {
            return Found.nothingKnown("another version of jurigged has edited the program");
        }
        target.know(names);
        Map<Long, Map<String, String>> files = new TreeMap<>();
        Map<Long, Map<String, Realm.Shaped>> stayed = new TreeMap<>();
        texts.forEach((loader, entries) -> {
            patched.addAll(startingWith(PATCHED, entries).keySet());
            files.put(loader, startingWith(FILE, entries));
            stayed.put(loader, Ledger.stayed(entries));
        });
        Map<String, Set<String>> asked = new HashMap<>();
        startingWith(ASKING, root).forEach((name, keys) -> asked.put(name, Set.of(keys.split(" "))));
        return new Found(realms, stayed, files, Set.copyOf(patched), asked, Optional.empty());
    }

    private static Map<String, String> startingWith(String start, Map<String, String> entries) {
        Map<String, String> found = new HashMap<>();
        entries.forEach((key, text) -> {
            if (key.startsWith(start)) {
                found.put(key.substring(start.length()), text);
            }
        });
        return found;
    }

    /** Whether there will be something to keep, as far as it can be told from what was compiled alone. */
    synchronized boolean mayNote(Collection<CompiledClass> classes) {
        return classes.stream()
                .anyMatch(c -> c.change() == Change.SCHEMA
                        || c.change() != Change.SAME
                                && kept.values().stream().anyMatch(names -> names.contains(c.name())));
    }

    /** Begins a piece of work; marks it in the program if anything of it is to be kept. */
    synchronized void begin(boolean toBeKept) throws JuriggedException {
        if (toBeKept && !marked) {
            target.keep(root(), Map.of(UNFINISHED, "1"));
            marked = true;
        }
        working++;
    }

    private LoadedClass root() throws JuriggedException {
        return target.classes("java.lang.Object").get(0);
    }

    /** Whether a class runs something else than its class file says, so that it has to be kept. */
    boolean isToBeKept(long loader, String name, Realm.Shaped shaped) {
        return isToBeKept(loader, name, shaped, onDisk);
    }

    /** As {@link #isToBeKept(long, String, Realm.Shaped)}, with class files that are about to be written. */
    boolean isToBeKept(long loader, String name, Realm.Shaped shaped, Function<String, Optional<byte[]>> files) {
        return isKept(loader, name)
                || !Arrays.equals(shaped.identified(), shaped.physical())
                || !Arrays.equals(shaped.bare(), shaped.physical())
                || !shaped.lineage().equals(Realm.Lineage.NONE)
                || files.apply(name)
                        .filter(file -> Arrays.equals(file, shaped.physical()))
                        .isEmpty();
    }

    private synchronized boolean isKept(long loader, String name) {
        return kept.getOrDefault(loader, Set.of()).contains(name);
    }

    /** Notes what became of classes of the loader of {@code neighbour}. */
    synchronized void note(LoadedClass neighbour, Map<String, Realm.Shaped> classes, Map<String, byte[]> companions) {
        Entries entries = open.computeIfAbsent(neighbour.loader(), l -> Entries.of(neighbour));
        entries.classes().putAll(classes);
        entries.companions().putAll(companions);
    }

    /** Notes a class that stays what it is, though its class file is another one now. */
    synchronized void stays(LoadedClass loaded, Realm.Shaped what) {
        open.computeIfAbsent(loaded.loader(), l -> Entries.of(loaded)).staying().put(loaded.name(), what);
    }

    /** Notes which methods of a class of the platform ask for overriders. */
    synchronized void asks(String className, Set<String> keys) {
        asking.put(className, keys);
    }

    /** Notes whether classes have a patch that is in no source, so that they are other ones than theirs say. */
    synchronized void patched(Set<String> names, boolean are) {
        if (are) {
            patched.addAll(names);
        } else {
            patched.removeAll(names);
        }
    }

    /** Notes that it isn't known what runs: the mark stays. */
    synchronized void lost() {
        lost = true;
    }

    /** Ends a piece of work when a class that could not be brought up to date in time has {@link #arrived}. */
    synchronized void endWhenArrived(LoadedClass loading) throws JuriggedException {
        if (!awaited.add(key(loading))) {
            end();
        }
    }

    /** Notes that a class is up to date. */
    synchronized void arrived(LoadedClass loaded) throws JuriggedException {
        if (awaited.remove(key(loaded))) {
            end();
        }
    }

    private static String key(LoadedClass loaded) {
        return loaded.loader() + " " + loaded.name();
    }

    /** Ends a piece of work: keeps what was noted. */
    synchronized void end() throws JuriggedException {
        working--;
        if (marked) {
            for (Map.Entry<Long, Entries> each : open.entrySet()) {
                keep(each.getKey(), each.getValue());
            }
            Map<String, String> texts = new LinkedHashMap<>();
            asking.forEach((name, keys) -> texts.put(ASKING + name, String.join(" ", keys)));
            texts.put(VERSION, OwnBuild.version());
            boolean done = working == 0 && !lost;
            if (done) {
                texts.put(UNFINISHED, "");
            }
            target.keep(root(), texts);
            marked = !done;
        }
        asking.clear();
        if (working == 0) {
            open.clear();
        }
    }

    private void keep(long loader, Entries entries) throws JuriggedException {
        Map<String, Realm.Shaped> classes = entries.classes().entrySet().stream()
                .filter(each -> isToBeKept(loader, each.getKey(), each.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, String> texts = Ledger.entries(classes, entries.companions());
        texts.putAll(Ledger.staying(entries.staying()));
        classes.keySet().forEach(name -> onDisk.apply(name).ifPresent(file -> texts.put(FILE + name, sum(file))));
        classes.keySet().forEach(name -> texts.put(PATCHED + name, patched.contains(name) ? "1" : ""));
        if (!texts.isEmpty()) {
            target.keep(entries.neighbour(), texts);
            kept.computeIfAbsent(loader, l -> new HashSet<>()).addAll(classes.keySet());
        }
        entries.classes().clear();
        entries.companions().clear();
        entries.staying().clear();
    }
}
