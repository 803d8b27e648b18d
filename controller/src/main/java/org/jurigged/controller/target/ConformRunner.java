package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.conform.Inside;
import org.jurigged.reshape.CallHelper;
import org.jurigged.reshape.CallText;

/**
 * Has the program tell its own code of a save: on a thread of its own there, which no debugger holds, so that the code may
 * take locks, load classes and end the JVM. Nothing waits for it but a thread of ours, for a while.
 */
final class ConformRunner {
    private static final long START_SECONDS = 20;
    private static final long PATIENCE_SECONDS = 10;
    private static final long ASK_AGAIN_MILLIS = 4;
    /** More objects of one class than these aren't told one by one. */
    private static final int MOST_OBJECTS = 10_000;

    private static final String FIELD = "\u001f";
    private static final String RECORD = "\u001e";

    private final VirtualMachine vm;
    private final ServiceThread service;
    private final Door door;
    private ReferenceType runner;

    ConformRunner(VirtualMachine vm, ServiceThread service, Door door) {
        this.vm = vm;
        this.service = service;
        this.door = door;
    }

    /** Values for the program, each with a letter and a name. */
    private static final class Values {
        final List<String> names = new ArrayList<>();
        final List<ObjectReference> values = new ArrayList<>();

        void add(char kind, String name, ObjectReference value) {
            names.add(kind + name);
            values.add(value);
        }
    }

    /** Begins to tell; the result comes on a thread of ours. */
    CompletableFuture<List<ConformResult>> tell(ConformOrder order) throws JuriggedException {
        ObjectReference job =
                service.run("Telling the program what changed", START_SECONDS, invoker -> start(invoker, order));
        CompletableFuture<List<ConformResult>> results = new CompletableFuture<>();
        Thread asker = new Thread(() -> results.complete(answer(job)), "jurigged-conform");
        asker.setDaemon(true);
        asker.start();
        return results;
    }

    private ObjectReference start(Invoker invoker, ConformOrder order) throws JuriggedException {
        if (runner == null) {
            runner = open(invoker);
        }
        Values values = new Values();
        for (ConformOrder.Library library : order.builtIns()) {
            library.types()
                    .forEach(type -> values.add('T', type.name(), type(type).classObject()));
            for (LoadedClass type : library.objects()) {
                objects(invoker, type).forEach(object -> values.add('O', type.name(), object));
            }
        }
        for (ConformOrder.Endpoints endpoints : order.endpoints()) {
            values.add('D', "spring-mvc", detail(invoker, endpoints));
        }
        for (ConformOrder.Caller caller : order.callers()) {
            values.add('C', caller.name(), caller(invoker, caller));
        }
        List<String> lines = new ArrayList<>();
        lines.add(Boolean.toString(order.resources()));
        lines.add(IntStream.range(0, order.changed().size())
                .filter(i -> order.shapes().contains(order.changed().get(i)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",")));
        lines.add(order.builtIns().stream().map(ConformOrder.Library::name).collect(Collectors.joining(",")));
        lines.addAll(values.names);
        List<ClassObjectReference> changed =
                order.changed().stream().map(c -> type(c).classObject()).toList();
        return (ObjectReference) door.run(
                invoker,
                "conform",
                0,
                runner.classObject(),
                door.array(invoker, changed),
                Door.text(invoker, lines),
                door.array(invoker, values.values));
    }

    /** Defines our classes in a loader of their own; they are unloaded when the connection has ended. */
    private ReferenceType open(Invoker invoker) throws JuriggedException {
        ClassObjectReference anchor = (ClassObjectReference)
                door.call(invoker, CallHelper.OPEN, invoker.string(CallText.of(List.of(CallText.of(Inside.anchor())))));
        Map<String, byte[]> files = new LinkedHashMap<>(Inside.classFiles());
        for (ReferenceType type : new ClassDefiner(door).define(invoker, anchor.reflectedType(), files)) {
            if (type.name().equals(Inside.MAIN)) {
                // Nobody else holds it, and the invoker lets go of it.
                type.classObject().disableCollection();
                return type;
            }
        }
        throw new JuriggedException("The class " + Inside.MAIN + " was not defined in the program.");
    }

    private List<ObjectReference> objects(Invoker invoker, LoadedClass type) {
        if (!vm.canGetInstanceInfo() || !(type(type) instanceof ClassType)) {
            return List.of();
        }
        List<ObjectReference> objects = new ArrayList<>();
        for (ObjectReference object : type(type).instances(MOST_OBJECTS)) {
            invoker.pin(object);
            if (!object.isCollected()) {
                objects.add(object);
            }
        }
        return objects;
    }

    private ArrayReference caller(Invoker invoker, ConformOrder.Caller caller) throws JuriggedException {
        List<ObjectReference> parts = new ArrayList<>();
        parts.add(instance(invoker, caller.host(), caller.classFile()));
        if (caller.isStatic()) {
            return door.array(invoker, 2, parts);
        }
        for (LoadedClass type : caller.receivers()) {
            parts.addAll(objects(invoker, type));
        }
        return door.array(invoker, parts);
    }

    private ArrayReference detail(Invoker invoker, ConformOrder.Endpoints endpoints) throws JuriggedException {
        List<ObjectReference> parts = new ArrayList<>();
        parts.add(type(endpoints.host()).classObject());
        parts.add(Door.text(invoker, endpoints.methods().stream().sorted().toList()));
        parts.add(Door.text(invoker, endpoints.added().stream().sorted().toList()));
        if (endpoints.bridge() != null) {
            parts.add(instance(invoker, endpoints.host(), endpoints.bridge()));
        }
        return door.array(invoker, 4, parts);
    }

    private ObjectReference instance(Invoker invoker, LoadedClass host, byte[] classFile) throws JuriggedException {
        return (ObjectReference)
                door.run(invoker, "instance", 0, type(host).classObject(), invoker.string(CallText.of(classFile)));
    }

    private static ReferenceType type(LoadedClass loaded) {
        return ((JdiClass) loaded).type();
    }

    private static List<ConformResult> answer(ObjectReference job) {
        try {
            return ask(job);
        } catch (RuntimeException e) {
            return List.of(new ConformResult(false, "The program", "can't be asked what came of it: " + e, ""));
        }
    }

    /** Asks what came of it until there is an answer; the program keeps the job for us until then. */
    private static List<ConformResult> ask(ObjectReference job) {
        try {
            Field report = job.referenceType().fieldByName("report");
            Field doing = job.referenceType().fieldByName("doing");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (System.nanoTime() < end) {
                if (job.getValue(report) instanceof StringReference text) {
                    return read(text.value());
                }
                TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
            }
            String who = ((StringReference) job.getValue(doing)).value();
            return List.of(new ConformResult(
                    false,
                    who,
                    "has not come back after " + PATIENCE_SECONDS
                            + " seconds; it goes on in the program's thread \"jurigged-conform\"",
                    ""));
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            // Nothing is left to be told.
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static List<ConformResult> read(String report) {
        List<ConformResult> results = new ArrayList<>();
        for (String record : report.split(RECORD, 0)) {
            if (!record.isEmpty()) {
                String[] fields = record.split(FIELD, -1);
                results.add(new ConformResult(fields[0].equals("done"), fields[1], fields[2], fields[3]));
            }
        }
        return results;
    }
}
