package org.jurigged.controller.target;

import java.util.Objects;

/**
 * A frame that is to be taken off with all that it has called, so that its method begins again.
 *
 * @param thread the thread, see {@link ThreadStack#id()}
 * @param below how many frames are below it in its thread; as long as it lives that stays the same
 * @param type the class whose method it runs
 * @param isChecked whether it is known that its parameters still have the values that it was called with; otherwise the
 *     JVM is asked for the method's code
 */
public record RestartOrder(long thread, int below, LoadedClass type, boolean isChecked) {
    public RestartOrder {
        Objects.requireNonNull(type, "type");
    }
}
