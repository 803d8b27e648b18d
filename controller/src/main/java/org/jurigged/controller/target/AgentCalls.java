package org.jurigged.controller.target;

import java.util.List;
import java.util.Map;
import org.jurigged.agent.Protocol;
import org.jurigged.agent.Wire;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.CallHelper;
import org.jurigged.reshape.CallText;
import org.jurigged.reshape.InitialiserRun;

/** Defines and initialises classes through the agent, and runs changed initialisers. */
final class AgentCalls {
    private static final long SECONDS = 20;

    private final AgentConnection connection;
    private final AgentClasses classes;
    private volatile boolean hasHelpers;

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
                connection.ask(
                        Protocol.HELPER,
                        "Defining " + helper.getKey(),
                        SECONDS,
                        message -> message.add(helper.getKey()).add(helper.getValue()),
                        answer -> null);
            }
            hasHelpers = true;
        }
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
