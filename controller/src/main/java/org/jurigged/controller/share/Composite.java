package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a JVM tells at once (JDWP Event.Composite): the events of one thread at one place, whoever asked for them.
 *
 * @param policy what the JVM has suspended for it: the most that one of the requests wants
 */
record Composite(byte policy, List<Event> events) {
    static final byte SUSPEND_NONE = 0;
    static final byte SUSPEND_THREAD = 1;
    static final byte SUSPEND_ALL = 2;

    /**
     * One event.
     *
     * @param request the JVM's id of the request, 0 for what nobody has to ask for
     * @param thread 0 if it has none
     * @param fields what is behind the request's id
     * @param objects the object ids in it
     */
    record Event(int kind, int request, long thread, byte[] fields, List<Long> objects) {}

    Composite {
        events = List.copyOf(events);
    }

    static Composite read(Packet packet, IdSizes sizes) {
        Fields fields = packet.fields(sizes);
        byte policy = fields.int1();
        int count = fields.int4();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(fields, packet.bytes()));
        }
        return new Composite(policy, events);
    }

    private static Event event(Fields fields, byte[] bytes) {
        int kind = Byte.toUnsignedInt(fields.int1());
        int request = fields.int4();
        int from = fields.position();
        List<Long> objects = new ArrayList<>();
        ReplyShapes.objects(EventKind.shape(kind), fields, objects::add);
        byte[] own = java.util.Arrays.copyOfRange(bytes, from, fields.position());
        long thread = EventKind.hasThread(kind) ? new Fields(own, 0, fields.sizes()).object() : 0;
        return new Event(kind, request, thread, own, objects);
    }

    /** Returns the thread that its events are about; 0 for none. */
    long thread() {
        return events.stream()
                .mapToLong(Event::thread)
                .filter(t -> t != 0)
                .findFirst()
                .orElse(0);
    }

    /** Makes a packet of some events, for a client that knows their requests under other ids. */
    static Packet packet(int id, byte policy, List<Event> events, Map<Integer, Integer> clientIds, IdSizes sizes) {
        Data data = new Data(sizes).int1(policy).int4(events.size());
        for (Event event : events) {
            data.int1(event.kind()).int4(clientIds.getOrDefault(event.request(), event.request()));
            data.raw(event.fields(), 0, event.fields().length);
        }
        return Packet.command(id, Command.COMPOSITE, data.bytes());
    }
}
