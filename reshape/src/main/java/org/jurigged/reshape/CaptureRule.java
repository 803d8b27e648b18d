package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.List;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;

/** What an inner, local or anonymous class captures: javac keeps it in synthetic fields that a constructor fills. */
final class CaptureRule implements Comparison.Rule {
    @Override
    public void apply(Comparison comparison) {
        Differences open = comparison.open();
        List<String> changes = new ArrayList<>();
        open.takeFieldsAdded(CaptureRule::isCapture).forEach(f -> changes.add(captured(f.name()) + " is captured now"));
        open.takeFieldsRemoved(CaptureRule::isCapture)
                .forEach(f -> changes.add(captured(f.name()) + " is no longer captured"));
        open.takeFieldsChanged(f -> isCapture(f.after()) && f.type())
                .forEach(f -> changes.add(
                        "the type of the captured " + captured(f.after().name()) + " changed"));
        if (!changes.isEmpty()) {
            comparison.refuseType(Code.J116, String.join(" and ", changes));
            takeConstructors(open);
        }
    }

    /** What is captured comes in through the constructors. */
    private static void takeConstructors(Differences open) {
        open.takeMethodsRemoved(m -> m.name().equals("<init>"));
        open.takeMethodsAdded(m -> m.name().equals("<init>"));
    }

    private static boolean isCapture(Member field) {
        return field.is(Opcodes.ACC_SYNTHETIC)
                && (field.name().startsWith("val$") || field.name().startsWith("this$"));
    }

    private static String captured(String field) {
        return field.startsWith("val$") ? "variable " + field.substring("val$".length()) : "the outer instance";
    }
}
