package org.jurigged.controller.target;

import com.sun.jdi.ClassLoaderReference;
import com.sun.jdi.Field;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jurigged.controller.bytecode.TableReads;
import org.jurigged.controller.bytecode.TableWrites;
import org.jurigged.reshape.EnumChange;

/**
 * The tables through which loaded classes switch over an enum: arrays with a number for each ordinal, made when they are
 * first used.
 *
 * <p>javac keeps them in classes {@code Outer$1} beside the code, ECJ in the class that has it.
 */
final class SwitchTables {
    private static final Pattern NUMBERED = Pattern.compile(".*\\$\\d+");

    private final ReferenceType enumType;
    private final List<Field> fields = new ArrayList<>();
    private final Map<Method, List<TableReads.Range>> reads = new HashMap<>();
    private final Map<Field, Map<String, Integer>> written = new HashMap<>();
    private final Set<ReferenceType> readingTypes = new HashSet<>();
    private final Set<ReferenceType> seen = new HashSet<>();
    private final Set<String> usersOutermost = new HashSet<>();

    private SwitchTables(ReferenceType enumType, Set<String> users) {
        this.enumType = enumType;
        users.forEach(user -> usersOutermost.add(outermost(user)));
    }

    /**
     * Finds the tables of an enum, and the code that reads them.
     *
     * @param users binary names of the classes that may switch over it
     */
    static SwitchTables of(VirtualMachine vm, ReferenceType enumType, Set<String> users) {
        SwitchTables tables = new SwitchTables(enumType, users);
        List<ReferenceType> all = vm.allClasses();
        Set<String> outermost = new HashSet<>();
        for (ReferenceType type : all) {
            boolean mayHaveOne = tables.mayHaveOne(type.name());
            // Those that we defined are listed before they are linked.
            if (!mayHaveOne || type.isPrepared()) {
                tables.seen.add(type);
            }
            if (mayHaveOne) {
                tables.addFields(type, outermost);
            }
        }
        for (ReferenceType type : all) {
            if (outermost.contains(outermost(type.name()))) {
                tables.addReads(type);
            }
        }
        return tables;
    }

    /**
     * Returns classes among the users that weren't looked at, and may have tables: they were loaded since, or aren't linked.
     * The JVM is asked, as what it tells of classes comes later.
     */
    List<ReferenceType> unseen() {
        return Loaders.read(enumType).map(ClassLoaderReference::visibleClasses).orElse(List.of()).stream()
                .filter(type -> !seen.contains(type)
                        && !type.name().endsWith("]")
                        && usersOutermost.contains(outermost(type.name())))
                .toList();
    }

    /** Takes it that classes have none, since they can't be linked. */
    void leaveOut(Collection<ReferenceType> types) {
        seen.addAll(types);
    }

    /** The static fields with a table; a class that isn't initialised has none yet. */
    List<Field> fields() {
        return fields;
    }

    /** Returns the number that a table was filled with for the constant in a field; 0 if none was. */
    int number(Field table, EnumChange.Place constant) {
        String key = constant.owner().replace('.', '/') + '.' + constant.field();
        return written.computeIfAbsent(table, SwitchTables::written).getOrDefault(key, 0);
    }

    private static Map<String, Integer> written(Field table) {
        ReferenceType type = table.declaringType();
        return type.methodsByName("<clinit>").stream()
                .findFirst()
                .map(method -> new TableWrites(type.constantPool(), type.constantPoolCount(), table.name())
                        .in(method.bytecodes()))
                .orElse(Map.of());
    }

    /** The methods that read them. */
    Set<Method> readers() {
        return reads.keySet();
    }

    /** Whether a frame that stands there has a table on its operand stack, or is about to fill one. */
    boolean isAtTable(Location at) {
        ReferenceType type = at.declaringType();
        if (fields.stream().anyMatch(f -> f.declaringType().equals(type))
                && at.method().isStaticInitializer()) {
            return true;
        }
        return readingTypes.contains(type)
                && reads.getOrDefault(at.method(), List.of()).stream().anyMatch(r -> r.contains(at.codeIndex()));
    }

    private boolean mayHaveOne(String name) {
        return NUMBERED.matcher(name).matches() ? !isPlatform(name) : name.startsWith(project(enumType.name()));
    }

    private static boolean isPlatform(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }

    /** The first two words of the package. */
    private static String project(String name) {
        int first = name.indexOf('.');
        int second = first < 0 ? -1 : name.indexOf('.', first + 1);
        return name.substring(0, Math.max(first, second) + 1);
    }

    private static String outermost(String name) {
        int end = name.indexOf('$', name.lastIndexOf('.') + 2);
        return end < 0 ? name : name.substring(0, end);
    }

    private List<String> names() {
        String mangled = enumType.name().replace('.', '$');
        return List.of("$SwitchMap$" + mangled, "$SWITCH_TABLE$" + mangled);
    }

    private void addFields(ReferenceType type, Set<String> outermost) {
        if (!type.isPrepared()) {
            return;
        }
        for (Field field : type.fields()) {
            if (field.isStatic() && field.signature().equals("[I") && names().contains(field.name())) {
                fields.add(field);
                outermost.add(outermost(type.name()));
            }
        }
    }

    /**
     * What failed to initialise runs nothing any more (JVMS 5.5), and its constant pool isn't told. That costs a round trip for
     * each class that isn't initialised, so only those are asked that may read a table.
     */
    private static boolean isUsable(ReferenceType type) {
        return type.isPrepared() && (type.isInitialized() || !type.failedToInitialize());
    }

    private void addReads(ReferenceType type) {
        if (type.name().endsWith("]") || !isUsable(type)) {
            return;
        }
        byte[] pool = type.constantPool();
        String text = new String(pool, StandardCharsets.ISO_8859_1);
        for (String name : names()) {
            if (text.contains(name)) {
                TableReads code = new TableReads(pool, type.constantPoolCount(), name);
                for (Method method : type.methods()) {
                    if (!method.isAbstract() && !method.isNative()) {
                        List<TableReads.Range> ranges = code.in(method.bytecodes());
                        if (!ranges.isEmpty()) {
                            readingTypes.add(type);
                            reads.merge(method, ranges, SwitchTables::joined);
                        }
                    }
                }
            }
        }
    }

    private static List<TableReads.Range> joined(List<TableReads.Range> some, List<TableReads.Range> more) {
        List<TableReads.Range> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
