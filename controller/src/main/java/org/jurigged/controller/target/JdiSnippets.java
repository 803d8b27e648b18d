package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.LongValue;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Mail;
import org.jurigged.controller.guest.Work;

/** Runs snippets by a debug connection: their thread is spoken to by fields, and tells by a breakpoint. */
final class JdiSnippets extends Snippets {
    private final VirtualMachine vm;
    private final String label;
    private final CompletableFuture<Void> end;
    private final Consumer<byte[]> output;
    private final ObjectReference hold;
    private final ObjectReference prompt;
    private final ThreadReference waiting;
    private final BreakpointRequest told;
    private final Semaphore news = new Semaphore(0);
    private final ObjectReference mail;
    private int letters;
    private long taken;
    private volatile ThreadReference interrupted;

    private JdiSnippets(
            VirtualMachine vm,
            String label,
            CompletableFuture<Void> end,
            ObjectReference hold,
            Consumer<byte[]> output) {
        super(label);
        this.vm = vm;
        this.label = label;
        this.end = end;
        this.output = output;
        this.hold = hold;
        this.prompt = (ObjectReference) get(hold, "prompt");
        this.mail = (ObjectReference) get(prompt, "mail");
        this.waiting = (ThreadReference) get(prompt, "waiting");
        Method method = prompt.referenceType().methodsByName("told").get(0);
        this.told = vm.eventRequestManager().createBreakpointRequest(method.location());
        told.setSuspendPolicy(EventRequest.SUSPEND_NONE);
        EventPump.enable(told, event -> {
            news.release();
            return true;
        });
        end.thenRun(news::release);
    }

    /**
     * Begins, by calls on our thread in the program.
     *
     * @param neighbour a class of the loader whose classes snippets see; empty for the program's own
     */
    static JdiSnippets open(
            VirtualMachine vm,
            Invoker invoker,
            String label,
            CompletableFuture<Void> end,
            Optional<ReferenceType> neighbour,
            Consumer<byte[]> output)
            throws JuriggedException {
        ClassType loaders = invoker.bootClass("java.security.SecureClassLoader");
        ObjectReference loader = invoker.create(loaders, "(Ljava/lang/ClassLoader;)V", (Value) null);
        byte[] nest = InsideClasses.nest();
        ClassObjectReference defined = (ClassObjectReference) invoker.call(
                loader,
                "defineClass",
                "(Ljava/lang/String;[BII)Ljava/lang/Class;",
                null,
                invoker.bytes(nest),
                vm.mirrorOf(0),
                vm.mirrorOf(nest.length));
        invoker.call(defined, "getConstructors", "()[Ljava/lang/reflect/Constructor;");
        ClassType nestType = (ClassType) defined.reflectedType();
        invoker.callStatic(nestType, "begin", "()V");
        write(vm, (ArrayReference) nestType.getValue(nestType.fieldByName("classes")), InsideClasses.others());
        ObjectReference hold = (ObjectReference)
                (neighbour.isEmpty()
                        ? invoker.callStatic(nestType, "open", "()Ljava/lang/Object;")
                        : beside(vm, invoker, nestType, loader, neighbour.get()));
        // The invoker lets go of it.
        hold.disableCollection();
        return new JdiSnippets(vm, label, end, hold, output);
    }

    private static Value beside(
            VirtualMachine vm, Invoker invoker, ClassType nestType, ObjectReference loader, ReferenceType neighbour)
            throws JuriggedException {
        // JDI looks the types of parameters up among what the loader was asked for.
        invoker.callStatic(
                invoker.bootClass("java.lang.Class"),
                "forName",
                "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;",
                invoker.string("java.lang.Object"),
                vm.mirrorOf(false),
                loader);
        return invoker.callStatic(nestType, "open", "(Ljava/lang/Object;)Ljava/lang/Object;", neighbour.classObject());
    }

    private static void write(VirtualMachine vm, ArrayReference array, List<Long> numbers) throws JuriggedException {
        try {
            array.setValues(0, numbers.stream().map(vm::mirrorOf).toList(), 0, numbers.size());
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new JuriggedException("An array in the program can't be written.", e);
        }
    }

    @Override
    public void redefine(Map<String, byte[]> classes) throws JuriggedException {
        Map<ReferenceType, byte[]> types = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            types.put(type(entry.getKey()), entry.getValue());
        }
        Redefinition.apply(vm, label, types);
    }

    /** Asks in the program: to ask JDI for its class loader would keep that. */
    private ReferenceType type(String className) throws JuriggedException {
        String answer = ask(List.of("class", className));
        return Jdi.call(label, () -> {
            if (get(prompt, "found") instanceof ClassObjectReference found) {
                return found.reflectedType();
            }
            throw new JuriggedException("The program has no class " + className + " of a snippet: " + answer + ".");
        });
    }

    @Override
    String carryOut(byte[] request) throws JuriggedException {
        return Jdi.call(label, () -> {
            for (int from = 0; from < request.length; from += Mail.BYTES) {
                send(request, from);
            }
            return get(prompt, "answer") instanceof StringReference answer ? answer.value() : Work.STOPPED;
        });
    }

    private void send(byte[] text, int from) throws JuriggedException {
        int length = Math.min(Mail.BYTES, text.length - from);
        write(vm, (ArrayReference) get(mail, "letter"), InsideClasses.packed(text, from, length));
        set(mail, "goesOn", vm.mirrorOf(from + length < text.length));
        set(mail, "length", vm.mirrorOf(length));
        letters++;
        waiting.interrupt();
        await(letters);
    }

    private void await(int letter) throws JuriggedException {
        try {
            boolean answered = false;
            while (!answered) {
                news.acquire();
                news.drainPermits();
                if (end.isDone()) {
                    throw new VMDisconnectedException();
                }
                answered = ((IntegerValue) get(prompt, "answered")).value() == letter;
                takeOutput();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Waiting for a snippet in " + label + " was interrupted.", e);
        }
    }

    private void takeOutput() throws JuriggedException {
        ObjectReference printed = (ObjectReference) get(prompt, "output");
        Value chunk = get(printed, "first");
        while (chunk instanceof ObjectReference more) {
            long until = ((LongValue) get(more, "end")).value();
            if (until > taken) {
                taken = until;
                output.accept(((StringReference) get(more, "text")).value().getBytes(StandardCharsets.ISO_8859_1));
                set(printed, "taken", vm.mirrorOf(taken));
            }
            chunk = get(more, "next");
        }
    }

    @Override
    boolean interrupt() throws JuriggedException {
        return Jdi.call(label, () -> {
            interrupted = (ThreadReference) get(prompt, "worker");
            if (interrupted != null) {
                interrupted.interrupt();
            }
            return interrupted != null;
        });
    }

    @Override
    void throwStop() throws JuriggedException {
        Jdi.call(label, () -> {
            try {
                interrupted.stop((ObjectReference) get(prompt, "stop"));
            } catch (InvalidTypeException | ObjectCollectedException | IllegalThreadStateException e) {
                // It has ended meanwhile.
                return null;
            }
            return null;
        });
    }

    @Override
    void leave(int request) throws JuriggedException {
        Jdi.call(label, () -> {
            set(prompt, "leave", vm.mirrorOf(request));
            waiting.interrupt();
            return null;
        });
    }

    private static Value get(ObjectReference object, String field) {
        return object.getValue(object.referenceType().fieldByName(field));
    }

    private static void set(ObjectReference object, String field, Value value) throws JuriggedException {
        try {
            object.setValue(object.referenceType().fieldByName(field), value);
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new JuriggedException("The field " + field + " in the program can't be set.", e);
        }
    }

    @Override
    public List<String> inspect(
            String className, String field, String name, int depth, Function<String, Optional<Set<String>>> declared)
            throws JuriggedException {
        ReferenceType type = type(className);
        return Jdi.call(label, () -> new ObjectTree(depth, declared).of(name, type.getValue(type.fieldByName(field))));
    }

    @Override
    public List<String> instances(String typeName, int most) throws JuriggedException {
        return Jdi.call(label, () -> {
            Instances.Found found = new Instances(vm).of(typeName, Math.min(most, Mail.OBJECTS));
            int kept = 0;
            ArrayReference objects = (ArrayReference) get(mail, "objects");
            for (ObjectReference object : found.first()) {
                try {
                    objects.setValue(kept, object);
                    kept++;
                } catch (ObjectCollectedException e) {
                    // It went a moment after it was found.
                    continue;
                } catch (InvalidTypeException | ClassNotLoadedException e) {
                    throw new JuriggedException("An object can't be handed to the prompt: " + e.getMessage() + ".", e);
                }
            }
            List<String> told = new ArrayList<>(List.of(Integer.toString(kept)));
            found.counts().forEach(count -> told.addAll(List.of(count.className(), Long.toString(count.objects()))));
            return told;
        });
    }

    @Override
    boolean isGone() {
        return end.isDone();
    }

    @Override
    void letGo() throws JuriggedException {
        Jdi.call(label, () -> {
            vm.eventRequestManager().deleteEventRequest(told);
            hold.enableCollection();
            return null;
        });
    }
}
