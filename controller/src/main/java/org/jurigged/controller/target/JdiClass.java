package org.jurigged.controller.target;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ClassType;
import com.sun.jdi.InterfaceType;
import com.sun.jdi.InternalException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.bytecode.CodeTexts;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.bytecode.RawMethod;
import org.jurigged.reshape.Schema;

/** A {@link LoadedClass} as JDI shows it. */
record JdiClass(ReferenceType type, Loaders loaders) implements LoadedClass {
    /** JDWP puts bits of its own above the class file's sixteen (its MOD_SYNTHETIC). */
    private static final int CLASS_FILE_FLAGS = 0xFFFF;

    @Override
    public String name() {
        return type.name();
    }

    @Override
    public long loader() {
        return loaders.of(type).map(ObjectReference::uniqueID).orElse(0L);
    }

    @Override
    public List<String> supertypes() {
        if (!isPrepared()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(interfaces());
        if (superName() != null) {
            all.add(superName());
        }
        return all;
    }

    @Override
    public boolean isPrepared() {
        return type.isPrepared();
    }

    @Override
    public boolean initialized() {
        return type.isInitialized();
    }

    @Override
    public Schema schema() {
        return new Schema(
                name(),
                Schema.classFileAccess(type.modifiers() & CLASS_FILE_FLAGS),
                superName(),
                interfaces(),
                type.fields().stream()
                        .map(f -> new Schema.Member(f.name(), f.signature(), f.modifiers() & CLASS_FILE_FLAGS))
                        .toList(),
                type.methods().stream()
                        .map(m -> new Schema.Member(m.name(), m.signature(), m.modifiers() & CLASS_FILE_FLAGS))
                        .toList(),
                null);
    }

    private String superName() {
        if (type instanceof ClassType classType) {
            return classType.superclass() == null
                    ? null
                    : classType.superclass().name();
        }
        return "java.lang.Object";
    }

    private List<String> interfaces() {
        List<InterfaceType> direct =
                type instanceof ClassType classType ? classType.interfaces() : ((InterfaceType) type).superinterfaces();
        return direct.stream().map(InterfaceType::name).toList();
    }

    @Override
    public boolean hasFailed() {
        // Once it is initialised, JDI need not ask.
        return !type.isInitialized() && type.failedToInitialize();
    }

    @Override
    public boolean sameConstants(byte[] classFile) {
        return constantPool()
                .filter(pool -> Arrays.equals(pool, new RawClass(classFile).constantPool()))
                .isPresent();
    }

    /** Returns its constant pool; empty if it has failed to initialise, of which the JVM tells none. */
    private Optional<byte[]> constantPool() {
        try {
            return Optional.of(type.constantPool());
        } catch (InternalException e) {
            if (hasFailed()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean sameCode(byte[] classFile) {
        byte[] constantPool = constantPool().orElse(null);
        if (constantPool == null) {
            return false;
        }
        RawClass raw = new RawClass(classFile);
        Map<String, byte[]> expected = new HashMap<>();
        raw.methods().forEach(method -> expected.put(method.name() + method.descriptor(), method.code()));
        boolean sameConstants = Arrays.equals(constantPool, raw.constantPool());
        CodeTexts here = new CodeTexts(raw.constantPool(), raw.constantPoolCount());
        CodeTexts there = new CodeTexts(constantPool, type.constantPoolCount());
        for (Method method : type.methods()) {
            byte[] wanted = expected.remove(method.name() + method.signature());
            if (wanted == null
                    ? !method.isAbstract() && !method.isNative()
                    : !same(method.bytecodes(), wanted, sameConstants, there, here)) {
                return false;
            }
        }
        return expected.isEmpty() && sameMembers(Schema.of(classFile));
    }

    @Override
    public boolean sameCode(byte[] classFile, String method, String descriptor) {
        return sameConstants(classFile)
                && new RawClass(classFile)
                        .methods().stream()
                                .filter(raw -> raw.name().equals(method)
                                        && raw.descriptor().equals(descriptor))
                                .anyMatch(raw -> type.methodsByName(method, descriptor).stream()
                                        .anyMatch(loaded -> Arrays.equals(loaded.bytecodes(), raw.code())));
    }

    @Override
    public int codeLength(String method, String descriptor) {
        return type.methodsByName(method, descriptor).stream()
                .mapToInt(loaded -> loaded.bytecodes().length)
                .findFirst()
                .orElse(0);
    }

    /** Modifiers are in no constant pool: a method that is no longer private may be all that a class file changes. */
    private boolean sameMembers(Schema wanted) {
        Schema loaded = schema();
        return loaded.access() == wanted.access()
                && Set.copyOf(loaded.fields()).equals(Set.copyOf(wanted.fields()))
                && Set.copyOf(loaded.methods()).equals(Set.copyOf(wanted.methods()));
    }

    @Override
    public boolean sameLines(byte[] classFile) {
        Map<String, RawMethod> expected = new HashMap<>();
        new RawClass(classFile).methods().forEach(method -> expected.put(method.name() + method.descriptor(), method));
        for (Method method : type.methods()) {
            RawMethod wanted = expected.get(method.name() + method.signature());
            if (wanted != null
                    && lines(method).stream().anyMatch(at -> wanted.line(at.codeIndex()) != at.lineNumber())) {
                return false;
            }
        }
        return true;
    }

    private static List<Location> lines(Method method) {
        try {
            return method.allLineLocations();
        } catch (AbsentInformationException e) {
            return List.of();
        }
    }

    private static boolean same(byte[] loaded, byte[] wanted, boolean sameConstants, CodeTexts there, CodeTexts here) {
        return sameConstants ? Arrays.equals(loaded, wanted) : there.of(loaded).equals(here.of(wanted));
    }
}
