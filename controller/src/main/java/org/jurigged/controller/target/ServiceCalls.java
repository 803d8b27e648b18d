package org.jurigged.controller.target;

import com.sun.jdi.ClassType;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.InitialiserRun;
import org.jurigged.reshape.Ledger;

/** What is done in the program by calls on threads of ours there. Thread-safe, as they are. */
final class ServiceCalls {
    /** Code of the user's that runs in an initialiser gets this long before we go on without it. */
    private static final long RUN_SECONDS = 20;
    /** A change of constants takes thousands of round trips for a large enum. */
    private static final long CHANGE_SECONDS = 60;

    private final VirtualMachine vm;
    private final ServiceThread service;
    private final ServiceThread linker;
    private final Door door;
    private final LoadedTypes types;

    /**
     * @param linker links classes: who waits for a class that the program is linking can't be the one that has it brought up
     *     to date
     */
    ServiceCalls(VirtualMachine vm, ServiceThread service, ServiceThread linker, Door door, LoadedTypes types) {
        this.vm = vm;
        this.service = service;
        this.linker = linker;
        this.door = door;
        this.types = types;
    }

    /** Has the thread made, if it isn't there. */
    void makeThread() throws JuriggedException {
        service.run(Lending.MAKING, RUN_SECONDS, invoker -> null);
    }

    /** Has what is called in the program ready there. */
    void warm() throws JuriggedException {
        service.run(Lending.MAKING, RUN_SECONDS, invoker -> {
            door.warm(invoker);
            return null;
        });
    }

    void link(Collection<ReferenceType> unlinked) throws JuriggedException {
        List<String> names = unlinked.stream().map(ReferenceType::name).toList();
        linker.run("Linking " + names, RUN_SECONDS, invoker -> {
            for (ReferenceType type : unlinked) {
                new ClassDefiner(door).link(invoker, type);
            }
            return null;
        });
    }

    /** See {@link Target#define}. */
    void define(ReferenceType neighbour, Map<String, byte[]> classes) throws JuriggedException {
        service.run("Defining " + classes.keySet(), RUN_SECONDS, invoker -> {
            new ClassDefiner(door).define(invoker, neighbour, classes).forEach(types::defined);
            return null;
        });
    }

    /** See {@link Target#initialise}. */
    void initialise(ReferenceType neighbour, List<String> names) throws JuriggedException {
        service.run("Initialising " + names, RUN_SECONDS, invoker -> {
            new InitialiserRunner(vm, door).initialise(invoker, neighbour, names);
            return null;
        });
    }

    /** See {@link Target#run}. */
    void run(ReferenceType host, InitialiserRun initialiser) throws JuriggedException {
        service.run("The initialiser of " + host.name(), RUN_SECONDS, invoker -> {
            new InitialiserRunner(vm, door).run(invoker, host, initialiser);
            return null;
        });
    }

    /** See {@link Target#change}. */
    long change(ReferenceType host, EnumChange change, Set<String> users) throws JuriggedException {
        return withChanger(host, change, users, EnumChanger::run);
    }

    /** See {@link Target#rehearse}. */
    long rehearse(ReferenceType host, EnumChange change, Set<String> users) throws JuriggedException {
        return withChanger(host, change.removal(), users, EnumChanger::rehearse);
    }

    private interface EnumWork {
        long with(EnumChanger changer) throws JuriggedException;
    }

    private long withChanger(ReferenceType host, EnumChange change, Set<String> users, EnumWork work)
            throws JuriggedException {
        AtomicBoolean abandoned = new AtomicBoolean();
        try {
            return service.run("The constants of " + host.name(), CHANGE_SECONDS, invoker -> {
                door.provideEnums(invoker);
                return work.with(new EnumChanger(invoker, (ClassType) host, change, users, door, abandoned::get));
            });
        } finally {
            abandoned.set(true);
        }
    }

    /** See {@link Target#keep}. */
    void keep(ReferenceType neighbour, Map<String, String> texts) throws JuriggedException {
        service.run("Keeping what became of the classes", RUN_SECONDS, invoker -> {
            Value words = Door.text(invoker, Ledger.words(texts));
            return door.call(invoker, Ledger.KEEP, neighbour.classObject(), words);
        });
    }

    /** Opens a prompt on another thread than ours. */
    JdiSnippets open(ServiceThread.Work<JdiSnippets> opening) throws JuriggedException {
        return service.run("Opening a prompt", RUN_SECONDS, opening);
    }
}
