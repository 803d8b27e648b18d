package org.jurigged.controller.share;

/** How many bytes the ids of a JVM have (JDWP VirtualMachine.IDSizes). */
record IdSizes(int field, int method, int object, int type, int frame) {
    /** Those that the reply to IDSizes is read with: it has none. */
    static final IdSizes NONE = new IdSizes(8, 8, 8, 8, 8);

    static IdSizes read(Packet reply) {
        Fields fields = reply.fields(NONE);
        return new IdSizes(fields.int4(), fields.int4(), fields.int4(), fields.int4(), fields.int4());
    }

    int location() {
        return 1 + type + method + Long.BYTES;
    }
}
