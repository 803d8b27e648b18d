package org.jurigged.controller.target;

import com.sun.jdi.InternalException;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.VMDisconnectedException;
import org.jurigged.controller.JuriggedException;

/** Turns JDI's unchecked exceptions into ours, in one place. */
final class Jdi {
    /** JDWP error VM_DEAD (112). */
    private static final int VM_DEAD = 112;

    private Jdi() {}

    /** A call to JDI. */
    interface Call<T> {
        /** Makes the call. */
        T call() throws JuriggedException;
    }

    /** Makes a call; a lost connection becomes {@link TargetException.Gone}. */
    static <T> T call(String target, Call<T> call) throws JuriggedException {
        try {
            return call.call();
        } catch (VMDisconnectedException e) {
            throw new TargetException.Gone(target, e);
        } catch (InternalException e) {
            if (e.errorCode() == VM_DEAD) {
                throw new TargetException.Gone(target, e);
            }
            throw failed(target, e);
        } catch (ObjectCollectedException e) {
            throw failed(target, e);
        }
    }

    private static JuriggedException failed(String target, RuntimeException e) {
        return new JuriggedException(
                "The debug connection to " + target + " failed (" + e.getMessage() + "). "
                        + "Save again; if it keeps failing, attach again.",
                e);
    }
}
