package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.List;
import org.jurigged.reshape.Schema;
import org.objectweb.asm.ClassReader;

/**
 * A class that is about to be defined: it is what it was read from, and is not among the loaded ones yet.
 *
 * @param number the agent's number for the thread that waits for it
 * @param location the URL of its code source; empty if it has none
 */
record AgentLoading(int number, String name, long loader, String location, byte[] file) implements LoadedClass {
    @Override
    public Schema schema() {
        return Schema.of(file);
    }

    @Override
    public List<String> supertypes() {
        ClassReader reader = new ClassReader(file);
        List<String> all = new ArrayList<>(List.of(reader.getInterfaces()));
        if (reader.getSuperName() != null) {
            all.add(reader.getSuperName());
        }
        all.replaceAll(supertype -> supertype.replace('/', '.'));
        return all;
    }

    @Override
    public boolean isPrepared() {
        return false;
    }

    @Override
    public boolean initialized() {
        return false;
    }

    @Override
    public boolean hasFailed() {
        return false;
    }

    @Override
    public boolean sameConstants(byte[] classFile) {
        return AgentFiles.sameConstants(file, classFile);
    }

    @Override
    public boolean sameCode(byte[] classFile) {
        return AgentFiles.sameCode(file, classFile);
    }

    @Override
    public boolean sameCode(byte[] classFile, String method, String descriptor) {
        return AgentFiles.sameCode(file, classFile, method + descriptor);
    }

    @Override
    public int codeLength(String method, String descriptor) {
        return AgentFiles.codeLength(file, method, descriptor);
    }

    @Override
    public boolean sameLines(byte[] classFile) {
        return AgentFiles.sameLines(file, classFile);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgentLoading same && number == same.number;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
