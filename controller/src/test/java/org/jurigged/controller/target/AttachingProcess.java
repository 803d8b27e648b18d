package org.jurigged.controller.target;

import com.sun.tools.attach.VirtualMachine;

/** A process that connects to JVMs by the Attach API, as two sessions may at the same moment. */
public final class AttachingProcess {
    private AttachingProcess() {}

    /**
     * Says {@code ready}, waits for a line, and connects to each JVM in turn.
     *
     * @param args process ids
     */
    public static void main(String[] args) throws Exception {
        System.out.println("ready");
        System.in.read();
        for (String pid : args) {
            VirtualMachine jvm = Attaching.to(Long.parseLong(pid));
            jvm.detach();
        }
        System.out.println("attached");
    }
}
