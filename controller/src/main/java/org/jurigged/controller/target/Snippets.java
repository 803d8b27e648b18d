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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Mail;
import org.jurigged.controller.guest.Words;
import org.jurigged.controller.guest.Work;
import org.jurigged.reshape.CallText;

/**
 * Runs snippets in a JVM, each on a thread of its own there; see {@link org.jurigged.controller.guest.Prompt} for the other
 * side.
 *
 * <p>One snippet runs at a time; {@link #stop()} may be called meanwhile by another thread. What the methods return says what
 * became of it, see {@link SnippetOutcome#read}.
 */
public final class Snippets implements AutoCloseable {
    private static final long STOP_MILLIS = 300;
    private static final long WORKER_MILLIS = 10;
    private static final long LEAVE_MILLIS = 3_000;

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
    private volatile int number;
    private int letters;
    private long taken;
    private volatile boolean running;
    private volatile boolean stopping;
    private volatile boolean closed;

    private Snippets(
            VirtualMachine vm,
            String label,
            CompletableFuture<Void> end,
            ObjectReference hold,
            Consumer<byte[]> output) {
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
    static Snippets open(
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
        return new Snippets(vm, label, end, hold, output);
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

    /** Defines classes for snippets. */
    public String load(Map<String, byte[]> classes) throws JuriggedException {
        List<String> words = new ArrayList<>(List.of("load"));
        for (String name : ClassDefiner.supersFirst(classes)) {
            words.add(name);
            words.add(CallText.of(classes.get(name)));
        }
        return ask(words);
    }

    /** Calls a static method without parameters. */
    public String invoke(String className, String method) throws JuriggedException {
        return ask(List.of("invoke", className, method));
    }

    /** Reads a static field. */
    public String value(String className, String field) throws JuriggedException {
        return ask(List.of("value", className, field));
    }

    /** Lets snippets see the classes of one more place. */
    public String addToClassPath(String url) throws JuriggedException {
        return ask(List.of("path", url));
    }

    /** Has a class of the program loaded, not initialised. */
    public String find(String className) throws JuriggedException {
        return ask(List.of("find", className));
    }

    /**
     * Reads the fields of what a static field of a snippet's class has.
     *
     * @param name what the lines call it
     * @param declared gives the fields that a class has by its latest source; empty where that isn't known
     */
    public List<String> inspect(
            String className, String field, String name, int depth, Function<String, Optional<Set<String>>> declared)
            throws JuriggedException {
        ReferenceType type = type(className);
        return Jdi.call(label, () -> new ObjectTree(depth, declared).of(name, type.getValue(type.fieldByName(field))));
    }

    /**
     * Looks for live objects and keeps the first ones for {@link #bind}.
     *
     * @return the number of those that are kept; then class names, each before its number of objects
     */
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

    /** Puts an object that is kept into a static field of a snippet's class; a negative number forgets them all. */
    public String bind(int number, String className, String field) throws JuriggedException {
        return ask(number < 0 ? List.of("forget") : List.of("bind", Integer.toString(number), className, field));
    }

    /** Redefines classes of snippets; throws {@link TargetException.Refused} if the JVM won't. */
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

    private synchronized String ask(List<String> words) throws JuriggedException {
        List<String> request = new ArrayList<>(List.of(Integer.toString(++number)));
        request.addAll(words);
        byte[] text = Words.of(request).getBytes(StandardCharsets.UTF_8);
        return Jdi.call(label, () -> {
            try {
                stopping = false;
                running = true;
                for (int from = 0; from < text.length; from += Mail.BYTES) {
                    send(text, from);
                }
                return get(prompt, "answer") instanceof StringReference answer ? answer.value() : Work.STOPPED;
            } finally {
                running = false;
            }
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

    /** Makes the snippet that runs end: interrupts it, then has it throw, then goes on without it. */
    public void stop() throws JuriggedException {
        if (!running || stopping) {
            return;
        }
        stopping = true;
        Jdi.call(label, () -> {
            ThreadReference worker = worker();
            if (worker == null) {
                return null;
            }
            try {
                worker.interrupt();
                if (!isOver(STOP_MILLIS)) {
                    worker.stop((ObjectReference) get(prompt, "stop"));
                }
                if (!isOver(LEAVE_MILLIS)) {
                    set(prompt, "leave", vm.mirrorOf(number));
                    waiting.interrupt();
                }
            } catch (InvalidTypeException | ObjectCollectedException | IllegalThreadStateException e) {
                // It has ended meanwhile.
                return null;
            }
            return null;
        });
    }

    /** Returns the thread that runs the snippet, which may be about to be started; null if the snippet has ended. */
    private ThreadReference worker() throws JuriggedException {
        do {
            if (get(prompt, "worker") instanceof ThreadReference worker) {
                return worker;
            }
        } while (!isOver(WORKER_MILLIS));
        return null;
    }

    /** Whether the snippet was made to end. */
    public boolean wasStopped() {
        return stopping;
    }

    private boolean isOver(long millis) throws JuriggedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (running && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return !running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Stopping a snippet in " + label + " was interrupted.", e);
        }
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

    /** Ends it; what runs then is stopped. Nothing of ours stays in the program but what still refers to snippets. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop();
            if (!end.isDone()) {
                ask(List.of("end"));
                vm.eventRequestManager().deleteEventRequest(told);
                hold.enableCollection();
            }
        } catch (JuriggedException | VMDisconnectedException | ObjectCollectedException e) {
            // It is gone, and everything with it.
            return;
        }
    }
}
