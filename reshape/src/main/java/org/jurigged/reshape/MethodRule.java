package org.jurigged.reshape;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jurigged.reshape.Differences.Changed;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Declared methods and constructors; bridges follow from the methods they lead to. */
final class MethodRule implements Comparison.Rule {
    @Override
    public void apply(Comparison comparison) {
        Set<String> refused = new HashSet<>();
        refuseModifiers(comparison, refused);
        refuseAccessMethods(comparison);
        Predicate<Member> written = m -> !m.is(Opcodes.ACC_BRIDGE);
        List<Member> added = comparison.open().takeMethodsAdded(written);
        List<Member> removed = comparison.open().takeMethodsRemoved(written);
        added.forEach(m -> refused.add(m.name()));
        removed.forEach(m -> refused.add(m.name()));
        pairSignatures(comparison, removed, added);
        added.forEach(m -> refuse(comparison, m, isConstructor(m) ? Code.J135 : Code.J131, "added"));
        removed.forEach(m -> refuse(comparison, m, isConstructor(m) ? Code.J136 : Code.J132, "removed"));
        refuseBridges(comparison, refused);
    }

    private static void refuse(Comparison comparison, Member method, Code code, String what) {
        comparison.refuse(
                code,
                comparison.names().method(method.name(), method.descriptor()),
                (isConstructor(method) ? "constructor " : "method ") + what);
    }

    /** Takes each removed method that has an added one of the same name, in order, as one change of its signature. */
    private static void pairSignatures(Comparison comparison, List<Member> removed, List<Member> added) {
        for (Iterator<Member> olds = removed.iterator(); olds.hasNext(); ) {
            Member before = olds.next();
            Member after = added.stream()
                    .filter(m -> m.name().equals(before.name()))
                    .findFirst()
                    .orElse(null);
            if (after != null) {
                olds.remove();
                added.remove(after);
                comparison.refuse(
                        isConstructor(before) ? Code.J137 : Code.J133,
                        comparison.names().method(after.name(), after.descriptor()),
                        signatureChange(comparison.names(), before, after));
            }
        }
    }

    private static String signatureChange(Names names, Member before, Member after) {
        String was = names.parameters(before.name(), before.descriptor());
        String is = names.parameters(after.name(), after.descriptor());
        String returned = names.of(Type.getReturnType(before.descriptor()));
        String returns = names.of(Type.getReturnType(after.descriptor()));
        if (was.equals(is)) {
            return Text.change("return type", returned, returns);
        }
        String change = Text.change("parameters", was, is);
        return returned.equals(returns) ? change : change + " and return type from " + returned + " to " + returns;
    }

    private static void refuseModifiers(Comparison comparison, Set<String> refused) {
        for (Changed method : comparison.open().takeMethodsChanged(m -> true)) {
            Member after = method.after();
            refused.add(after.name());
            comparison.refuse(
                    Code.J134,
                    comparison.names().method(after.name(), after.descriptor()),
                    modifierChange(method.before().access(), after.access()));
        }
    }

    private static String modifierChange(int before, int after) {
        String was = Text.modifiers(before, Modifier.methodModifiers());
        String is = Text.modifiers(after, Modifier.methodModifiers());
        if (!was.equals(is)) {
            return Text.change("modifiers", was, is);
        }
        if (((before ^ after) & Opcodes.ACC_VARARGS) != 0) {
            return (after & Opcodes.ACC_VARARGS) != 0 ? "became varargs" : "is no longer varargs";
        }
        return "flags changed from 0x" + Integer.toHexString(before) + " to 0x" + Integer.toHexString(after);
    }

    /** Before Java 11, javac adds methods and constructors through which nested types reach private members. */
    private static void refuseAccessMethods(Comparison comparison) {
        Predicate<Member> access =
                m -> m.is(Opcodes.ACC_SYNTHETIC) && (m.name().startsWith(SyntheticNames.ACCESS) || isConstructor(m));
        int changed = comparison.open().takeMethodsAdded(access).size()
                + comparison.open().takeMethodsRemoved(access).size();
        if (changed > 0) {
            comparison.refuseType(Code.J144, "other private members than before are used across nested types");
        }
    }

    private static void refuseBridges(Comparison comparison, Set<String> explained) {
        for (Member bridge : comparison.open().takeMethodsAdded(m -> true)) {
            refuseBridge(comparison, bridge, explained, "added");
        }
        for (Member bridge : comparison.open().takeMethodsRemoved(m -> true)) {
            refuseBridge(comparison, bridge, explained, "removed");
        }
    }

    private static void refuseBridge(Comparison comparison, Member bridge, Set<String> explained, String what) {
        if (explained.add(bridge.name())) {
            comparison.refuse(
                    Code.J145,
                    comparison.names().method(bridge.name(), bridge.descriptor()),
                    "its bridge method was " + what);
        }
    }

    private static boolean isConstructor(Member method) {
        return method.name().equals("<init>");
    }
}
