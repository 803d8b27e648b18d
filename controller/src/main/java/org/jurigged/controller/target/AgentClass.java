package org.jurigged.controller.target;

import java.util.List;
import java.util.Objects;
import org.jurigged.reshape.Schema;

/** A {@link LoadedClass} as the agent shows it; a loader has one class of a name only. */
final class AgentClass implements LoadedClass {
    private final AgentClasses classes;
    private final int number;
    private final String name;
    private final long loader;
    private volatile List<String> supertypes;

    AgentClass(AgentClasses classes, int number, String name, long loader) {
        this.classes = classes;
        this.number = number;
        this.name = name;
        this.loader = loader;
    }

    int number() {
        return number;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long loader() {
        return loader;
    }

    @Override
    public Schema schema() {
        return AgentFiles.schema(classes.files().of(this));
    }

    @Override
    public List<String> supertypes() {
        List<String> known = supertypes;
        if (known == null) {
            known = classes.supertypes(this);
            supertypes = known;
        }
        return known;
    }

    /** The agent reads what it tells of a class from its class file, which is there before the class is prepared. */
    @Override
    public boolean isPrepared() {
        return true;
    }

    @Override
    public boolean initialized() {
        return classes.isInitialised(this);
    }

    @Override
    public boolean hasFailed() {
        return false;
    }

    @Override
    public boolean sameConstants(byte[] classFile) {
        return AgentFiles.sameConstants(classes.files().of(this), classFile);
    }

    @Override
    public boolean sameCode(byte[] classFile) {
        return AgentFiles.sameCode(classes.files().of(this), classFile);
    }

    @Override
    public boolean sameCode(byte[] classFile, String method, String descriptor) {
        return AgentFiles.sameCode(classes.files().of(this), classFile, method + descriptor);
    }

    @Override
    public int codeLength(String method, String descriptor) {
        return AgentFiles.codeLength(classes.files().of(this), method, descriptor);
    }

    @Override
    public boolean sameLines(byte[] classFile) {
        return AgentFiles.sameLines(classes.files().of(this), classFile);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgentClass same && loader == same.loader && name.equals(same.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, loader);
    }

    @Override
    public String toString() {
        return name;
    }
}
