package org.jurigged.controller.session;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.Event;
import org.jurigged.controller.loop.CodeNames;
import org.jurigged.controller.loop.LoopSpec;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What a session knows of the code that loops run, from the latest sources. */
final class LoopNames implements CodeNames {
    private final Workspace workspace;
    private final DefinitionNames names = new DefinitionNames(name -> Optional.empty());

    LoopNames(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public String method(String className, String method, String descriptor) {
        return names.method(LoopSpec.host(className), method, own(className, descriptor), -1);
    }

    /** A companion's method has the receiver as its first parameter. */
    private static String own(String className, String descriptor) {
        Type[] types = Type.getArgumentTypes(descriptor);
        boolean hasReceiver = LoopSpec.isCompanion(className)
                && types.length > 0
                && types[0].getClassName().equals(LoopSpec.host(className));
        return hasReceiver
                ? '(' + descriptor.substring(1 + types[0].getDescriptor().length())
                : descriptor;
    }

    @Override
    public Optional<String> gone(String className, String method, String descriptor) {
        String host = LoopSpec.host(className);
        Optional<byte[]> latest = workspace.compiler().current(host);
        if (latest.isEmpty()) {
            return Optional.of("its class was removed");
        }
        ClassNode type = new ClassNode();
        new ClassReader(latest.get()).accept(type, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        boolean named = false;
        for (MethodNode candidate : type.methods) {
            boolean isNamed = candidate.name.equals(method) && (candidate.access & Opcodes.ACC_BRIDGE) == 0;
            String loaded = LoopSpec.isCompanion(className) && (candidate.access & Opcodes.ACC_STATIC) == 0
                    ? "(L" + type.name + ';' + candidate.desc.substring(1)
                    : candidate.desc;
            if (isNamed && loaded.equals(descriptor)) {
                return Optional.empty();
            }
            named |= isNamed;
        }
        return Optional.of(named ? "it takes or returns something else now" : "the source has no such method any more");
    }

    @Override
    public boolean isOwn(String className) {
        return workspace.sourceOf(LoopSpec.host(className)).isPresent();
    }

    @Override
    public Event.Place place(StackTraceElement frame) {
        String host = LoopSpec.host(frame.getClassName());
        Path file = workspace.sourceOf(host).orElse(null);
        String method = names.type(host) + '.' + frame.getMethodName();
        String text = file == null || frame.getLineNumber() <= 0 ? "" : line(file, frame.getLineNumber());
        return new Event.Place(method, Math.max(-1, frame.getLineNumber()), file, text);
    }

    /** The line as it is in the file now, which may be a later one than the frame's. */
    private static String line(Path file, int number) {
        try {
            List<String> lines = Files.readAllLines(file);
            return number <= lines.size() ? lines.get(number - 1) : "";
        } catch (CharacterCodingException e) {
            // In another encoding; the number of the line tells enough.
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
