package org.jurigged.controller.target;

import com.sun.jdi.ClassType;
import com.sun.jdi.LongValue;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import java.nio.file.Path;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;

/** Asks a JVM that connected by itself which process it is: the debug protocol does not tell. */
final class Identity {
    private Identity() {}

    /** Asks on a stopped thread; what can't be had stays as it was. */
    static TargetInfo ask(VirtualMachine vm, ThreadReference thread, TargetInfo known) {
        try (Invoker invoker = new Invoker(vm, thread)) {
            String command = property(invoker, "sun.java.command");
            String home = property(invoker, "java.home");
            return new TargetInfo(
                    command.isEmpty() ? known.name() : Jvms.name(command),
                    pid(invoker),
                    known.feature(),
                    known.javaVersion(),
                    home.isEmpty() ? known.javaHome() : Optional.of(Path.of(home)),
                    known.classPath(),
                    known.baseDirectory(),
                    known.unrestricted());
        } catch (JuriggedException e) {
            return known;
        }
    }

    private static String property(Invoker invoker, String name) throws JuriggedException {
        ClassType system = invoker.bootClass("java.lang.System");
        Object value = invoker.callStatic(
                system, "getProperty", "(Ljava/lang/String;)Ljava/lang/String;", invoker.string(name));
        return value instanceof StringReference text ? text.value() : "";
    }

    private static long pid(Invoker invoker) throws JuriggedException {
        ClassType handle = invoker.bootClass("java.lang.ProcessHandleImpl");
        ObjectReference current =
                (ObjectReference) invoker.callStatic(handle, "current", "()Ljava/lang/ProcessHandleImpl;");
        return ((LongValue) invoker.call(current, "pid", "()J")).value();
    }
}
