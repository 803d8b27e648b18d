package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassObjectReference;
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
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Mail;
import org.jurigged.controller.guest.Work;

/** Runs snippets by a debug connection: their thread is spoken to by fields, and tells by a breakpoint. */
final class JdiSnippets extends Snippets {
    private static final long HIDE_MILLIS = 10;

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
    private final Hiding hiding;
    private final FrameVariables frame;
    private long hidden;
    private int letters;
    private long taken;
    private volatile ThreadReference interrupted;

    /**
     * The JVM that snippets run in.
     *
     * @param end completes when nothing more can come from it
     */
    record Place(
            VirtualMachine vm, String label, CompletableFuture<Void> end, Hiding hiding, HeldThreads heldThreads) {}

    private JdiSnippets(Place place, ObjectReference hold, Consumer<byte[]> output) {
        super(place.label());
        this.vm = place.vm();
        this.label = place.label();
        this.end = place.end();
        this.hiding = place.hiding();
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
        // A debugger that holds all threads holds those that start later, too.
        hiding.hide(waiting.uniqueID());
        this.frame = new FrameVariables(place.heldThreads(), new OwnFields());
    }

    /**
     * Begins, by calls on our thread in the program.
     *
     * @param neighbour a class of the loader whose classes snippets see; empty for the program's own
     */
    static JdiSnippets open(Invoker invoker, Place place, Optional<ReferenceType> neighbour, Consumer<byte[]> output)
            throws JuriggedException {
        ObjectReference hold = JdiNest.open(place.vm(), invoker, neighbour);
        // The invoker lets go of it.
        hold.disableCollection();
        return new JdiSnippets(place, hold, output);
    }

    /** What stands for a frame's variables. */
    private final class OwnFields implements FrameVariables.Fields {
        @Override
        public ReferenceType type(String className) throws JuriggedException {
            return JdiSnippets.this.type(className);
        }

        @Override
        public ArrayReference objects() {
            return (ArrayReference) get(mail, "objects");
        }

        @Override
        public void bind(List<String> numbered) throws JuriggedException {
            List<String> words = new ArrayList<>(List.of("bind"));
            words.addAll(numbered);
            String answer = ask(words);
            ask(List.of("forget"));
            if (!(SnippetOutcome.read(answer) instanceof SnippetOutcome.Value)) {
                throw new JuriggedException(
                        "The variables of the frame can't be handed to the prompt: " + answer + ".");
            }
        }
    }

    @Override
    public HeldPlace look(String thread, Predicate<String> isOwn) throws JuriggedException {
        return Jdi.call(label, () -> frame.look(thread, isOwn));
    }

    @Override
    public void fetch(List<String> places) throws JuriggedException {
        Jdi.call(label, () -> {
            frame.fetch(places);
            return null;
        });
    }

    @Override
    public List<String> store(List<String> places) throws JuriggedException {
        return Jdi.call(label, () -> frame.store(places));
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
        JdiNest.write(vm, (ArrayReference) get(mail, "letter"), InsideClasses.packed(text, from, length));
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
                awaitNews();
                news.drainPermits();
                if (end.isDone()) {
                    throw new VMDisconnectedException();
                }
                answered = ((IntegerValue) get(prompt, "answered")).value() == letter;
                takeOutput();
            }
            showWorker();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Waiting for a snippet in " + label + " was interrupted.", e);
        }
    }

    private void awaitNews() throws InterruptedException {
        if (!hiding.isNeeded()) {
            news.acquire();
            return;
        }
        while (!news.tryAcquire(HIDE_MILLIS, TimeUnit.MILLISECONDS)) {
            hideThreads();
        }
    }

    /** No debugger's stop of all threads is for those that run snippets. */
    private void hideThreads() {
        hiding.release(waiting.uniqueID());
        if (get(prompt, "worker") instanceof ThreadReference worker) {
            if (hidden != worker.uniqueID()) {
                hidden = worker.uniqueID();
                hiding.hide(hidden);
            }
            hiding.release(hidden);
        }
    }

    private void showWorker() {
        if (hidden != 0) {
            hiding.show(hidden);
            hidden = 0;
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
            try {
                if (interrupted != null) {
                    interrupted.interrupt();
                }
                return interrupted != null;
            } catch (IllegalThreadStateException | ObjectCollectedException e) {
                // It has ended meanwhile.
                return false;
            }
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
            hiding.show(waiting.uniqueID());
            hold.enableCollection();
            return null;
        });
    }
}
