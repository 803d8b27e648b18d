package org.jurigged.reshape;

import org.jurigged.reshape.form.MovedFields;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** One change on its way through the reshaper; its trees are built when somebody asks for them. */
final class Subject {
    private final Change change;
    private final Schema loaded;
    private final byte[] identified;
    private Schema schema;
    private ClassNode live;
    private ClassNode latest;
    private ClassNode liveOutline;
    private ClassNode latestOutline;
    private boolean adapted;
    private byte[] written;
    private boolean initialiserDropped;

    /** What the realm knows of the class counts more than what the change says of it. */
    Subject(Change change, Realm realm) {
        Realm.Shaped known = realm.classes().get(change.className());
        this.change = change;
        this.loaded = known == null ? change.loaded() : known.schema();
        this.identified = known == null ? change.live() : known.identified();
        this.schema = Schema.of(change.latest());
        if (!isHidden() && !schema.name().equals(change.className())) {
            throw new IllegalArgumentException(
                    "the class file given for " + change.className() + " declares " + schema.name());
        }
    }

    Change change() {
        return change;
    }

    /** The schema the JVM loaded; {@code null} if it has loaded none. */
    Schema loaded() {
        return loaded;
    }

    boolean isNew() {
        return loaded == null;
    }

    /** Whether it is a hidden class: the JVM put a suffix to its name (JVMTI ClassDefinition, Class.isHidden). */
    boolean isHidden() {
        return change.className().contains("/");
    }

    /** The schema of the latest class, as adapted so far. */
    Schema schema() {
        return schema;
    }

    /** Has it looked at for fields that go to other classes; it is a loaded class. */
    void addTo(MovedFields moved, Realm realm) {
        Realm.Shaped known = realm.classes().get(change.className());
        Realm.Lineage lineage = known == null ? Realm.Lineage.NONE : known.lineage();
        moved.add(identified, loaded, lineage, latestOutline(), change.facts().renamedFields());
    }

    ClassNode live() {
        if (live == null) {
            live = tree(identified, 0);
        }
        return live;
    }

    /** The tree of the latest class. Whoever changes it calls {@link #adapted()} then. */
    ClassNode latest() {
        if (latest == null) {
            latest = tree(change.latest(), 0);
        }
        return latest;
    }

    /** The class until this edit, without the code of its methods, which is most of what it takes to read a class. */
    ClassNode liveOutline() {
        if (liveOutline == null) {
            liveOutline = tree(identified, ClassReader.SKIP_CODE);
        }
        return liveOutline;
    }

    /** As {@link #liveOutline()}, of the latest class as javac made it. */
    ClassNode latestOutline() {
        if (latestOutline == null) {
            latestOutline = tree(change.latest(), ClassReader.SKIP_CODE);
        }
        return latestOutline;
    }

    /** Reads both outlines ahead; nobody else may use this subject meanwhile. */
    void readOutlines() {
        liveOutline();
        latestOutline();
    }

    void adapted() {
        adapted = true;
        written = null;
        schema = Schema.of(latest);
    }

    void initialiserDropped() {
        initialiserDropped = true;
    }

    boolean isInitialiserDropped() {
        return initialiserDropped;
    }

    /** The latest class file, as adapted so far. */
    byte[] bytes() {
        if (!adapted) {
            return change.latest();
        }
        if (written == null) {
            ClassWriter writer = new ClassWriter(0);
            latest.accept(writer);
            written = writer.toByteArray();
        }
        return written;
    }

    private static ClassNode tree(byte[] classFile, int how) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, how);
        return node;
    }
}
