package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
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
    private final Lines lines;
    private final Map<String, LineMoves> moves = new HashMap<>();
    /** The names of classes that were redefined. */
    private final Map<Long, String> names = new HashMap<>();
    /** Classes whose redefinition isn't over, and how many there are of each. */
    private final Map<Long, Integer> underWay = new HashMap<>();
    /** Breakpoints that debuggers want to set in these. */
    private final List<Runnable> waiting = new ArrayList<>();

    Swaps(Multiplexer multiplexer, Upstream upstream, Requests requests, EventRouter router) {
        this.multiplexer = multiplexer;
        this.upstream = upstream;
        this.requests = requests;
        this.router = router;
        this.lines = new Lines(upstream);
    }

    /** Says how lines move in the next redefinition of classes, by name. */
    void moveLines(Map<String, LineMoves> next) {
        moves.clear();
        moves.putAll(next);
    }

    /** Takes note of the lines that a debugger asks for. */
    UnaryOperator<Packet> noted(Client client, Packet packet) {
        Fields fields = packet.fields(upstream.sizes());
        long type = fields.type();
        long method = fields.method();
        return reply -> {
            client.lines.told(type, method, LineTable.read(reply, upstream.sizes()));
            return reply;
        };
    }

    /**
     * Sets a client's request. A debugger's breakpoint goes to the line that it means, though the code has changed since it asked
     * for that: in the middle of an instruction it would be the end of the JVM.
     */
    void set(Request request, Packet packet) {
        if (request.owner.isOwn() || !request.isBreakpoint()) {
            requests.set(request, packet.id());
            return;
        }
        inRest(request, () -> {
            OptionalInt line = request.owner.lines.old(request.type(), request.method(), request.index());
            if (line.isEmpty()) {
                requests.set(request, packet.id());
            } else {
                request.line = Math.abs(line.getAsInt());
                place(request, line.getAsInt(), packet);
            }
        });
    }

    private void place(Request breakpoint, int line, Packet packet) {
        if (line < 0) {
            lost(breakpoint);
            requests.keep(breakpoint, packet.id());
            return;
        }
        lines.find(breakpoint.type(), breakpoint.method(), line, new Lines.Found() {
            @Override
            public void at(long method, long index) {
                if (underWay.containsKey(breakpoint.type())) {
                    // That isn't where it is any more.
                    set(breakpoint, packet);
                } else if (!breakpoint.owner.hasLeft()) {
                    breakpoint.moveTo(method, index);
                    requests.set(breakpoint, packet.id());
                }
            }

            @Override
            public void nowhere() {
                if (!breakpoint.owner.hasLeft()) {
                    place(breakpoint, -line, packet);
                }
            }
        });
    }

    /** Does something with a breakpoint while its class isn't being redefined. */
    private void inRest(Request breakpoint, Runnable action) {
        if (underWay.containsKey(breakpoint.type())) {
            waiting.add(() -> inRest(breakpoint, action));
        } else if (!breakpoint.owner.hasLeft()) {
            action.run();
        }
    }

    void redefine(Client client, Packet packet) {
        Map<Long, byte[]> classes = read(packet);
        if (!client.isOwn() && !admits(classes)) {
            client.send(Packet.error(packet.id(), ErrorCode.SCHEMA_CHANGE_NOT_IMPLEMENTED));
            return;
        }
        List<Request> breakpoints = breakpoints(client, classes);
        breakpoints.forEach(this::findLine);
        classes.keySet().forEach(type -> underWay.merge(type, 1, Integer::sum));
        upstream.send(packet, reply -> {
            Countdown all = new Countdown(reply.error() == 0 ? breakpoints.size() : 0, () -> {
                multiplexer.answer(client, packet, reply);
                if (reply.error() == 0 && !client.isOwn()) {
                    multiplexer.listener().redefined(classes);
                }
                over(classes);
            });
            if (reply.error() == 0) {
                redefined(client, classes);
                requests.redefined();
                breakpoints.forEach(breakpoint -> move(breakpoint, client, all));
                classes.keySet().forEach(type -> moves.remove(names.get(type)));
            }
            all.start();
        });
    }

    private void over(Map<Long, byte[]> classes) {
        classes.keySet().forEach(type -> underWay.computeIfPresent(type, (t, count) -> count == 1 ? null : count - 1));
        List<Runnable> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
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
                requests.of(other).stream()
                        .filter(request -> request.isBreakpoint() && classes.containsKey(request.type()))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** Asks for a breakpoint's line while its old code is there; one that has no place keeps its last line. */
    private void findLine(Request breakpoint) {
        if (breakpoint.isWanted) {
            long index = breakpoint.index();
            lines.table(breakpoint.type(), breakpoint.method(), table -> breakpoint.line = table.line(index));
        }
    }

    private void move(Request breakpoint, Client client, Countdown all) {
        requests.unset(breakpoint);
        int line = moves(client, breakpoint.type()).moved(breakpoint.line);
        if (!breakpoint.owner.requests.containsValue(breakpoint)) {
            // The JVM has refused it.
            all.one();
        } else if (line <= 0) {
            lost(breakpoint);
            all.one();
        } else {
            breakpoint.line = line;
            lines.find(breakpoint.type(), breakpoint.method(), line, new Lines.Found() {
                @Override
                public void at(long method, long index) {
                    set(breakpoint, method, index, all);
                }

                @Override
                public void nowhere() {
                    lost(breakpoint);
                    all.one();
                }
            });
        }
    }

    private LineMoves moves(Client client, long type) {
        LineMoves moved = client.isOwn() ? moves.get(names.get(type)) : null;
        return moved == null ? line -> line : moved;
    }

    private void set(Request breakpoint, long method, long index, Countdown all) {
        breakpoint.moveTo(method, index);
        if (breakpoint.owner.requests.containsValue(breakpoint)) {
            requests.set(breakpoint, reply -> all.one());
        } else {
            all.one();
        }
    }

    private void lost(Request breakpoint) {
        multiplexer.listener().breakpointLost(names.get(breakpoint.type()), breakpoint.line);
    }

    /** Tells other debuggers what they no longer know. */
    private void redefined(Client redefiner, Map<Long, byte[]> classes) {
        classes.forEach((type, file) -> {
            names.put(type, name(file));
            LineMoves moved = moves(redefiner, type);
            ClassReader read = new ClassReader(file);
            String signature = "L" + read.getClassName() + ";";
            int tag = (read.getAccess() & Opcodes.ACC_INTERFACE) == 0 ? TAG_CLASS : TAG_INTERFACE;
            for (Client client : multiplexer.clients()) {
                boolean wasRight = client.lines.redefined(type, moved);
                if (client != redefiner && !client.isOwn()) {
                    refresh(client, type, signature, tag, wasRight);
                }
            }
        });
    }

    private void refresh(Client client, long type, String signature, int tag, boolean hasRead) {
        int unload = keepingUp(client, EventKind.CLASS_UNLOAD);
        int prepare = keepingUp(client, EventKind.CLASS_PREPARE);
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
}
