package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks the JVM where source lines are in the code of a class. */
final class Lines {
    private final Upstream upstream;

    Lines(Upstream upstream) {
        this.upstream = upstream;
    }

    /** What is done when a line has been looked for. */
    interface Found {
        void at(long method, long index);

        void nowhere();
    }

    void table(long type, long method, Consumer<LineTable> then) {
        byte[] data = new Data(upstream.sizes()).type(type).method(method).bytes();
        upstream.send(Command.METHOD_LINE_TABLE, data, reply -> then.accept(LineTable.read(reply, upstream.sizes())));
    }

    /** Looks for a line in a method first, as it may have gone to another one of its class. */
    void find(long type, long method, int line, Found found) {
        table(
                type,
                method,
                table -> table.first(line)
                        .ifPresentOrElse(index -> found.at(method, index), () -> search(type, line, found)));
    }

    private void search(long type, int line, Found found) {
        byte[] data = new Data(upstream.sizes()).type(type).bytes();
        upstream.send(Command.TYPE_METHODS, data, reply -> {
            List<Long> methods = methods(reply);
            Map<Long, Long> places = new LinkedHashMap<>();
            Countdown searched = new Countdown(methods.size(), () -> {
                if (places.isEmpty()) {
                    found.nowhere();
                } else {
                    Map.Entry<Long, Long> first = places.entrySet().iterator().next();
                    found.at(first.getKey(), first.getValue());
                }
            });
            for (long method : methods) {
                table(type, method, table -> {
                    table.first(line).ifPresent(index -> places.put(method, index));
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
}
