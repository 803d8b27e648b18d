package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Keeps guests right when classes are redefined under them.
 *
 * <p>The JVM clears all breakpoints of such a class (JVMTI RedefineClasses). Those of other clients are set again where their
 * source lines have gone. And what a debugger has read of the class, line tables among it, is no longer so: it is told that the
 * class was unloaded, so that it reads anew.
 *
 * <p>The JDK's JDI is told so by the requests with which it keeps its own mirrors up to date. It forgets all classes of that
 * name, and asks which there still are only where there was more than one: so it hears of a second one just before. (Telling it
 * afterwards that the class is prepared doesn't do: a thread of the debugger may read that before another one has forgotten the
 * class, which is lost then.) Eclipse's, which VS Code has as well, takes note without a request.
 */
final class Swaps {
    private static final int TAG_CLASS = 1;
    private static final int TAG_INTERFACE = 2;
    /** Verified, prepared and initialised (JDWP ClassStatus). */
    private static final int STATUS = 7;

    private final Multiplexer multiplexer;
    private final Upstream upstream;
    private final Requests requests;
    private final EventRouter router;
    private final Map<String, LineMoves> moves = new HashMap<>();

    Swaps(Multiplexer multiplexer, Upstream upstream, Requests requests, EventRouter router) {
        this.multiplexer = multiplexer;
        this.upstream = upstream;
        this.requests = requests;
        this.router = router;
    }

    /** Says how lines move in the next redefinition of classes, by name. */
    void moveLines(Map<String, LineMoves> next) {
        moves.clear();
        moves.putAll(next);
    }

    void redefine(Client client, Packet packet) {
        Map<Long, byte[]> classes = read(packet);
        if (!client.isOwn() && !admits(classes)) {
            client.send(Packet.error(packet.id(), ErrorCode.SCHEMA_CHANGE_NOT_IMPLEMENTED));
            return;
        }
        List<Request> breakpoints = breakpoints(client, classes);
        breakpoints.forEach(this::findLine);
        upstream.send(packet, reply -> {
            if (reply.error() != 0) {
                multiplexer.answer(client, packet, reply);
                return;
            }
            Countdown all = new Countdown(breakpoints.size(), () -> {
                multiplexer.answer(client, packet, reply);
                if (!client.isOwn()) {
                    multiplexer.listener().redefined(classes);
                }
            });
            classes.forEach((type, file) -> refresh(client, type, new ClassReader(file)));
            breakpoints.forEach(breakpoint -> move(breakpoint, classes, client, all));
            classes.values().forEach(file -> moves.remove(name(file)));
            all.start();
        });
    }

    private Map<Long, byte[]> read(Packet packet) {
        Fields fields = packet.fields(upstream.sizes());
        Map<Long, byte[]> classes = new LinkedHashMap<>();
        for (int n = fields.int4(); n > 0; n--) {
            classes.put(fields.type(), fields.bytes());
        }
        return classes;
    }

    private boolean admits(Map<Long, byte[]> classes) {
        return classes.values().stream().allMatch(file -> multiplexer.listener().admits(name(file)));
    }

    /** Returns the binary name; what is no class file is left for the JVM to refuse. */
    private static String name(byte[] file) {
        try {
            return new ClassReader(file).getClassName().replace('/', '.');
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return "";
        }
    }

    private List<Request> breakpoints(Client client, Map<Long, byte[]> classes) {
        List<Request> found = new ArrayList<>();
        for (Client other : multiplexer.clients()) {
            if (other != client && !other.isOwn()) {
                for (Request request : other.requests.values()) {
                    if (classes.keySet().stream().anyMatch(request::isBreakpointIn)) {
                        found.add(request);
                    }
                }
            }
        }
        return found;
    }

    /** Asks for a breakpoint's line while its old code is there; one that has no place keeps its last line. */
    private void findLine(Request breakpoint) {
        if (breakpoint.isWanted) {
            long index = breakpoint.index();
            lineTable(breakpoint.type(), breakpoint.method(), table -> breakpoint.line = table.line(index));
        }
    }

    private void lineTable(long type, long method, Consumer<LineTable> then) {
        byte[] data = new Data(upstream.sizes()).type(type).method(method).bytes();
        upstream.send(Command.METHOD_LINE_TABLE, data, reply -> then.accept(LineTable.read(reply, upstream.sizes())));
    }

    private void move(Request breakpoint, Map<Long, byte[]> classes, Client client, Countdown all) {
        String name = name(classes.get(breakpoint.type()));
        LineMoves move = client.isOwn() ? moves.get(name) : null;
        int line = move == null ? breakpoint.line : move.moved(breakpoint.line);
        requests.unset(breakpoint);
        if (line <= 0) {
            lost(breakpoint, name, all);
            return;
        }
        breakpoint.line = line;
        lineTable(breakpoint.type(), breakpoint.method(), table -> {
            OptionalLong index = table.first(line);
            if (index.isPresent()) {
                set(breakpoint, breakpoint.method(), index.getAsLong(), all);
            } else {
                search(breakpoint, line, name, all);
            }
        });
    }

    /** The line may have gone to another method of its class. */
    private void search(Request breakpoint, int line, String name, Countdown all) {
        byte[] type = new Data(upstream.sizes()).type(breakpoint.type()).bytes();
        upstream.send(Command.TYPE_METHODS, type, reply -> {
            List<Long> methods = methods(reply);
            Map<Long, Long> found = new LinkedHashMap<>();
            Countdown searched = new Countdown(methods.size(), () -> {
                if (found.isEmpty()) {
                    lost(breakpoint, name, all);
                } else {
                    Map.Entry<Long, Long> first = found.entrySet().iterator().next();
                    set(breakpoint, first.getKey(), first.getValue(), all);
                }
            });
            for (long method : methods) {
                lineTable(breakpoint.type(), method, table -> {
                    table.first(line).ifPresent(index -> found.put(method, index));
                    searched.one();
                });
            }
            searched.start();
        });
    }

    private List<Long> methods(Packet reply) {
        List<Long> methods = new ArrayList<>();
        if (reply.error() == 0) {
            Fields fields = reply.fields(upstream.sizes());
            for (int n = fields.int4(); n > 0; n--) {
                methods.add(fields.method());
                fields.skipBytes();
                fields.skipBytes();
                fields.int4();
            }
        }
        return methods;
    }

    private void set(Request breakpoint, long method, long index, Countdown all) {
        breakpoint.moveTo(method, index);
        if (breakpoint.owner.requests.containsValue(breakpoint)) {
            requests.set(breakpoint, reply -> all.one());
        } else {
            all.one();
        }
    }

    private void lost(Request breakpoint, String name, Countdown all) {
        multiplexer.listener().breakpointLost(name, breakpoint.line);
        all.one();
    }

    private void refresh(Client redefiner, long type, ClassReader file) {
        String signature = "L" + file.getClassName() + ";";
        int tag = (file.getAccess() & Opcodes.ACC_INTERFACE) == 0 ? TAG_CLASS : TAG_INTERFACE;
        for (Client client : multiplexer.clients()) {
            if (client != redefiner && !client.isOwn()) {
                refresh(client, type, signature, tag);
            }
        }
    }

    private void refresh(Client client, long type, String signature, int tag) {
        int unload = keepingUp(client, EventKind.CLASS_UNLOAD);
        int prepare = keepingUp(client, EventKind.CLASS_PREPARE);
        boolean hasRead = client.read.remove(type);
        byte[] name = new Data(upstream.sizes()).string(signature).bytes();
        if (unload != 0 && prepare != 0) {
            byte[] twin = new Data(upstream.sizes())
                    .object(0)
                    .int1(tag)
                    .type(~type)
                    .raw(name, 0, name.length)
                    .int4(STATUS)
                    .bytes();
            router.tell(
                    client,
                    List.of(
                            new Composite.Event(EventKind.CLASS_PREPARE, prepare, 0, twin, List.of()),
                            new Composite.Event(EventKind.CLASS_UNLOAD, unload, 0, name, List.of())));
        } else if (hasRead) {
            router.tell(client, List.of(new Composite.Event(EventKind.CLASS_UNLOAD, 0, 0, name, List.of())));
        }
    }

    /** Returns the request with which a debugger keeps up with what is loaded: its first for all classes; 0 if it has none. */
    private static int keepingUp(Client client, int kind) {
        return client.requests.values().stream()
                .filter(request -> request.kind == kind && request.isAboutAll())
                .mapToInt(request -> request.clientId)
                .min()
                .orElse(0);
    }

    /** Does something when a number of things are done. */
    private static final class Countdown {
        private final Runnable then;
        private int left;

        Countdown(int count, Runnable then) {
            this.left = count + 1;
            this.then = then;
        }

        void one() {
            left--;
            if (left == 0) {
                then.run();
            }
        }

        /** Says that all have begun: some may be done already, or there may be none. */
        void start() {
            one();
        }
    }
}
