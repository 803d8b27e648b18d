package org.jurigged.controller.share;

import java.nio.BufferUnderflowException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Where the object ids are in replies.
 *
 * <p>A shape has a letter for each field: {@code b i l} integers of one, four and eight bytes, {@code s} a string, {@code o} an
 * object, {@code r m f F} the ids of a type, a method, a field and a frame, {@code L} a location, {@code t} an object with its
 * tag, {@code v} a value with its tag, {@code A} an array region; and {@code [...]} fields that are repeated. Replies without
 * objects are left out.
 */
final class ReplyShapes {
    private static final Map<Integer, String> SHAPES = new HashMap<>();

    static {
        SHAPES.put(0x0104, "[o]"); // VirtualMachine.AllThreads
        SHAPES.put(0x0105, "[o]"); // TopLevelThreadGroups
        SHAPES.put(0x010B, "o"); // CreateString
        SHAPES.put(0x0116, "[o]"); // AllModules
        SHAPES.put(0x0202, "o"); // ReferenceType.ClassLoader
        SHAPES.put(0x0206, "[v]"); // GetValues
        SHAPES.put(0x020B, "o"); // ClassObject
        SHAPES.put(0x0210, "[t]"); // Instances
        SHAPES.put(0x0213, "o"); // Module
        SHAPES.put(0x0303, "vt"); // ClassType.InvokeMethod
        SHAPES.put(0x0304, "tt"); // NewInstance
        SHAPES.put(0x0401, "t"); // ArrayType.NewInstance
        SHAPES.put(0x0501, "vt"); // InterfaceType.InvokeMethod
        SHAPES.put(0x0902, "[v]"); // ObjectReference.GetValues
        SHAPES.put(0x0905, "oi[o]"); // MonitorInfo
        SHAPES.put(0x0906, "vt"); // InvokeMethod
        SHAPES.put(0x090A, "[t]"); // ReferringObjects
        SHAPES.put(0x0B05, "o"); // ThreadReference.ThreadGroup
        SHAPES.put(0x0B08, "[t]"); // OwnedMonitors
        SHAPES.put(0x0B09, "t"); // CurrentContendedMonitor
        SHAPES.put(0x0B0D, "[ti]"); // OwnedMonitorsStackDepthInfo
        SHAPES.put(0x0C02, "o"); // ThreadGroupReference.Parent
        SHAPES.put(0x0C03, "[o][o]"); // Children
        SHAPES.put(0x0D02, "A"); // ArrayReference.GetValues
        SHAPES.put(0x1001, "[v]"); // StackFrame.GetValues
        SHAPES.put(0x1003, "t"); // ThisObject
        SHAPES.put(0x1202, "o"); // ModuleReference.ClassLoader
    }

    private ReplyShapes() {}

    /** Tells of every object id, but for those of null, in the reply to a command. */
    static void objects(int command, Packet reply, IdSizes sizes, LongConsumer each) {
        String shape = SHAPES.get(command);
        if (shape != null && reply.error() == 0) {
            objects(shape, reply.fields(sizes), each);
        }
    }

    /** Tells of the objects in fields of that shape, which are read. */
    static void objects(String shape, Fields fields, LongConsumer each) {
        for (int at = 0; at < shape.length(); at++) {
            if (shape.charAt(at) == '[') {
                int end = shape.indexOf(']', at);
                String repeated = shape.substring(at + 1, end);
                for (int n = fields.int4(); n > 0; n--) {
                    objects(repeated, fields, each);
                }
                at = end;
            } else {
                field(shape.charAt(at), fields, each);
            }
        }
    }

    private static void field(char kind, Fields fields, LongConsumer each) {
        IdSizes sizes = fields.sizes();
        switch (kind) {
            case 'b' -> fields.skip(1);
            case 'i' -> fields.skip(Integer.BYTES);
            case 'l' -> fields.skip(Long.BYTES);
            case 's' -> fields.skipBytes();
            case 'o' -> object(fields, each);
            case 'r' -> fields.skip(sizes.type());
            case 'm' -> fields.skip(sizes.method());
            case 'f' -> fields.skip(sizes.field());
            case 'F' -> fields.skip(sizes.frame());
            case 'L' -> fields.skip(sizes.location());
            case 't', 'v' -> value(fields.int1(), fields, each);
            case 'A' -> array(fields, each);
            default -> throw new IllegalArgumentException("no field is of kind " + kind);
        }
    }

    private static void object(Fields fields, LongConsumer each) {
        long id = fields.object();
        if (id != 0) {
            each.accept(id);
        }
    }

    private static void value(byte tag, Fields fields, LongConsumer each) {
        int size = primitive(tag);
        if (size >= 0) {
            fields.skip(size);
        } else {
            object(fields, each);
        }
    }

    /** Objects of an array have tags, primitive values have not. */
    private static void array(Fields fields, LongConsumer each) {
        int size = primitive(fields.int1());
        int length = fields.int4();
        if (size >= 0) {
            fields.skip(Math.multiplyExact(length, size));
            return;
        }
        for (int i = 0; i < length; i++) {
            value(fields.int1(), fields, each);
        }
    }

    /** Returns the size of a primitive value in bytes; -1 for an object. */
    static int primitive(byte tag) {
        return switch (tag) {
            case 'V' -> 0;
            case 'B', 'Z' -> 1;
            case 'C', 'S' -> 2;
            case 'I', 'F' -> 4;
            case 'J', 'D' -> 8;
            case '[', 'L', 's', 't', 'g', 'l', 'c' -> -1;
            default -> throw new BufferUnderflowException();
        };
    }
}
