package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.Field;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jurigged.reshape.Ledger;

/** Reads what the program keeps for us; calls nothing in it. */
final class LedgerReader {
    private final VirtualMachine vm;
    /** An object that nobody here holds may get another id when it is asked for again. */
    private final Set<ObjectReference> loaders = ConcurrentHashMap.newKeySet();

    LedgerReader(VirtualMachine vm) {
        this.vm = vm;
    }

    List<Target.Kept> read() {
        List<Target.Kept> kept = new ArrayList<>();
        for (ReferenceType ledger : vm.classesByName(Ledger.NAME)) {
            Field field = ledger.fieldByName(Ledger.ENTRIES);
            if (ledger.classLoader() == null
                    && field != null
                    && ledger.getValue(field) instanceof ArrayReference entries
                    && entries.length() > 0) {
                read(entries.getValues(), kept);
            }
        }
        return kept;
    }

    private void read(List<Value> entries, List<Target.Kept> kept) {
        for (int i = 0; i + 2 < entries.size(); i += 3) {
            ObjectReference loader = entries.get(i) == null ? null : referent((ObjectReference) entries.get(i));
            boolean isGone = entries.get(i) != null && loader == null;
            if (loader != null) {
                loaders.add(loader);
            }
            if (!isGone) {
                kept.add(new Target.Kept(
                        loader == null ? 0 : loader.uniqueID(), text(entries.get(i + 1)), text(entries.get(i + 2))));
            }
        }
    }

    private static String text(Value value) {
        return ((StringReference) value).value();
    }

    private static ObjectReference referent(ObjectReference reference) {
        for (Field field : reference.referenceType().allFields()) {
            if (field.name().equals("referent")) {
                return (ObjectReference) reference.getValue(field);
            }
        }
        return null;
    }
}
