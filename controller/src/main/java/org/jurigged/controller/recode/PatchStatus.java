package org.jurigged.controller.recode;

import java.util.Locale;

/** How a patch and its source file stand to each other. */
public enum PatchStatus {
    /** The program runs the patch; the source file hasn't it. */
    LIVE,
    /** The definition has changed in the source file, or by another patch, since: that is what the program runs. */
    OUT_OF_SYNC,
    /** The patch is in the source file. */
    SAVED,
    /** The patch was taken back, or replaced by the next one of its recoder. */
    REVERTED;

    /** Returns it as it is shown: {@code out-of-sync}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
