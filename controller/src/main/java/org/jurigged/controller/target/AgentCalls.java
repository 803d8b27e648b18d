package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jurigged.agent.Protocol;
import org.jurigged.agent.Wire;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.CallHelper;
import org.jurigged.reshape.CallText;
import org.jurigged.reshape.InitialiserRun;
import org.jurigged.reshape.Ledger;

/** Defines and initialises classes through the agent, runs changed initialisers, and keeps what became of the classes. */
final class AgentCalls {
    private static final long SECONDS = 20;

    private final AgentConnection connection;
    private final AgentClasses classes;
    private volatile boolean hasHelpers;
    private volatile boolean hasLedger;

    AgentCalls(AgentConnection connection, AgentClasses classes) {
        this.connection = connection;
        this.classes = classes;
    }

    void define(LoadedClass neighbour, Map<String, byte[]> files) throws JuriggedException {
        List<String> ordered = ClassDefiner.supersFirst(files);
        connection.ask(
                Protocol.DEFINE,
                "Defining " + ordered,
                SECONDS,
                message -> {
                    boolean before = neighbour instanceof AgentLoading;
                    message.add(before).add(before ? ((AgentLoading) neighbour).number() : number(neighbour));
                    message.add(ordered.size());
                    ordered.forEach(name -> message.add(name).add(files.get(name)));
                },
                answer -> null);
        classes.look(false);
        for (String name : ordered) {
            for (LoadedClass defined : classes.named(name)) {
                if (defined.loader() == neighbour.loader()) {
                    classes.files().put((AgentClass) defined, files.get(name));
                }
            }
        }
    }

    private static int number(LoadedClass loaded) {
        return ((AgentClass) loaded).number();
    }

    void initialise(LoadedClass neighbour, List<String> names) throws JuriggedException {
        if (!names.isEmpty()) {
            connection.ask(
                    Protocol.INITIALISE,
                    "Initialising " + names,
                    SECONDS,
                    message -> message.add(number(neighbour)).add(names),
                    answer -> null);
        }
    }

    void run(LoadedClass host, InitialiserRun initialiser) throws JuriggedException {
        if (initialiser instanceof InitialiserRun.Initialise initialise) {
            initialise(host, List.of(initialise.companionName()));
            return;
        }
        provideHelpers();
        connection.ask(
                Protocol.CALL,
                "The initialiser of " + host.name(),
                SECONDS,
                message -> call(message, host, initialiser),
                answer -> null);
    }

    private void provideHelpers() throws JuriggedException {
        if (!hasHelpers) {
            for (Map.Entry<String, byte[]> helper : CallHelper.classFiles().entrySet()) {
                provide(helper.getKey(), helper.getValue());
            }
            hasHelpers = true;
        }
    }

    private void provide(String name, byte[] classFile) throws JuriggedException {
        connection.ask(
                Protocol.HELPER,
                "Defining " + name,
                SECONDS,
                message -> message.add(name).add(classFile),
                answer -> null);
    }

    List<Target.Kept> kept() throws JuriggedException {
        return connection.ask(
                Protocol.KEPT,
                "Reading what became of the classes",
                SECONDS,
                message -> message.add(Ledger.NAME).add(Ledger.ENTRIES),
                answer -> {
                    List<Target.Kept> kept = new ArrayList<>();
                    for (int left = answer.readInt(); left > 0; left--) {
                        kept.add(new Target.Kept(answer.readLong(), answer.readText(), answer.readText()));
                    }
                    return kept;
                });
    }

    void keep(LoadedClass neighbour, Map<String, String> texts) throws JuriggedException {
        if (!hasLedger) {
            provide(Ledger.NAME, Ledger.classFile());
            hasLedger = true;
        }
        LoadedClass known = neighbour instanceof AgentLoading ? defined(neighbour) : neighbour;
        connection.ask(
                Protocol.CALL,
                "Keeping what became of the classes",
                SECONDS,
                message -> {
                    message.add(Ledger.NAME).add(Ledger.KEEP).add(number(known)).add(1);
                    add(message, CallText.of(Ledger.words(texts)));
                },
                answer -> null);
    }

    /** A class that is about to be defined is no object yet: another one of its loader says which that is. */
    private LoadedClass defined(LoadedClass loading) throws JuriggedException {
        return classes.filtered(name -> true).stream()
                .filter(other -> other.loader() == loading.loader())
                .findFirst()
                .orElseThrow(() -> new JuriggedException(
                        "What became of " + loading.name() + " can't be kept: its loader has no other class."));
    }

    /** Calls {@code LiveCalls.run} or {@code put}. */
    private static void call(Wire.Message message, LoadedClass host, InitialiserRun initialiser) {
        message.add(CallHelper.NAME);
        if (initialiser instanceof InitialiserRun.Slice slice) {
            List<String> stores = InitialiserRunner.stores(slice.finals());
            message.add("run").add(number(host)).add(2);
            add(message, CallText.of(slice.companion()));
            add(message, stores.isEmpty() ? null : CallText.of(stores));
        } else if (initialiser instanceof InitialiserRun.Constant constant) {
            message.add("put").add(number(host)).add(3);
            add(message, CallText.of(List.of(constant.owner(), constant.field())));
            message.add(Protocol.NUMBER).add(InitialiserRunner.bits(constant.value()));
            add(message, constant.value() instanceof String text ? text : null);
        }
    }

    private static void add(Wire.Message message, String text) {
        if (text == null) {
            message.add(Protocol.NOTHING);
        } else {
            message.add(Protocol.TEXT).add(text);
        }
    }
}
