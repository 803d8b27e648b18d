package org.jurigged.reshape;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program in a JVM under test: an agent that compiles, loads, redefines, runs and calls what it is told to. */
final class Child {
    private static Instrumentation instrumentation;

    private final Map<Integer, Loader> loaders = new HashMap<>();
    private final DataInputStream in;
    private final DataOutputStream out;

    private Child(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    public static void premain(String argument, Instrumentation given) {
        instrumentation = given;
    }

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Child child = new Child(new DataInputStream(System.in), new DataOutputStream(answers));
        while (child.serve()) {
            child.out.flush();
        }
    }

    /** Serves one request; its answer is an empty text or what went wrong, and then what was asked for. */
    private boolean serve() throws IOException {
        String request = in.readUTF();
        switch (request) {
            case "compile" -> compile();
            case "load" -> answer(this::load);
            case "redefine" -> answer(this::redefine);
            case "call" -> answer(this::call);
            case "run" -> answer(this::run);
            case "set" -> answer(this::set);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void answer(Step step) throws IOException {
        String answer;
        try {
            answer = "+" + step.perform();
        } catch (InvocationTargetException e) {
            answer = "-" + e.getCause();
        } catch (ReflectiveOperationException
                | LinkageError
                | UnsupportedOperationException
                | UnmodifiableClassException e) {
            answer = "-" + e;
        }
        out.writeUTF(answer);
    }

    private void compile() throws IOException {
        List<String> options = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            options.add(in.readUTF());
        }
        Map<String, String> sources = new TreeMap<>();
        readFiles().forEach((path, text) -> sources.put(path, new String(text, StandardCharsets.UTF_8)));
        Map<String, byte[]> classes = Map.of();
        try {
            classes = InMemoryJavac.compile(options, sources);
            out.writeUTF("+");
        } catch (IllegalArgumentException e) {
            out.writeUTF("-" + e.getMessage());
        }
        out.writeInt(classes.size());
        for (Map.Entry<String, byte[]> made : classes.entrySet()) {
            out.writeUTF(made.getKey());
            out.writeInt(made.getValue().length);
            out.write(made.getValue());
        }
    }

    private String load() throws IOException, ReflectiveOperationException {
        int id = in.readInt();
        Map<String, byte[]> classes = readFiles();
        Loader loader = new Loader(classes);
        loaders.put(id, loader);
        for (String name : classes.keySet()) {
            Class.forName(name, true, loader);
        }
        return "";
    }

    private String redefine() throws IOException, ReflectiveOperationException, UnmodifiableClassException {
        Loader loader = loaders.get(in.readInt());
        List<ClassDefinition> definitions = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : readFiles().entrySet()) {
            definitions.add(new ClassDefinition(Class.forName(file.getKey(), false, loader), file.getValue()));
        }
        instrumentation.redefineClasses(definitions.toArray(ClassDefinition[]::new));
        return "";
    }

    private String call() throws IOException, ReflectiveOperationException {
        Loader loader = loaders.get(in.readInt());
        Method method = Class.forName(in.readUTF(), true, loader).getDeclaredMethod(in.readUTF());
        method.setAccessible(true);
        return String.valueOf(method.invoke(null));
    }

    private String run() throws IOException, ReflectiveOperationException {
        Loader loader = loaders.get(in.readInt());
        Class<?> host = Class.forName(in.readUTF(), true, loader);
        byte[] companion = new byte[in.readInt()];
        in.readFully(companion);
        Map<String, String> stores = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            stores.put(in.readUTF(), in.readUTF());
        }
        Class<?> hidden = lookupIn(host)
                .defineHiddenClass(companion, false, ClassOption.NESTMATE)
                .lookupClass();
        Method run = hidden.getMethod("run");
        run.setAccessible(true);
        run.invoke(null);
        for (Map.Entry<String, String> store : stores.entrySet()) {
            Field from = hidden.getDeclaredField(store.getKey());
            from.setAccessible(true);
            transfer(from.get(null), host.getDeclaredField(store.getKey()), store.getValue());
        }
        return "";
    }

    /** A lookup with all rights in a class of another module, as a controller reads it out of the JDK. */
    private static MethodHandles.Lookup lookupIn(Class<?> host) throws ReflectiveOperationException {
        Field all = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        all.setAccessible(true);
        return ((MethodHandles.Lookup) all.get(null)).in(host);
    }

    private static void transfer(Object value, Field target, String how) throws ReflectiveOperationException {
        if (how.equals("REPLACE")) {
            Unsafe.setStatic(target, value);
            return;
        }
        target.setAccessible(true);
        Object constant = target.get(null);
        for (Class<?> type = constant.getClass(); type != Enum.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    Unsafe.setInstance(field, constant, field.get(value));
                }
            }
        }
    }

    private String set() throws IOException, ReflectiveOperationException {
        Loader loader = loaders.get(in.readInt());
        Class<?> host = Class.forName(in.readUTF(), true, loader);
        Field field = host.getDeclaredField(in.readUTF());
        String value = in.readUTF();
        Class<?> type = field.getType();
        Object converted = type == String.class
                ? value.intern()
                : type == double.class ? (Object) Double.valueOf(value) : (Object) Integer.valueOf(value);
        Unsafe.setStatic(field, converted);
        return "";
    }

    private Map<String, byte[]> readFiles() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String name = in.readUTF();
            byte[] content = new byte[in.readInt()];
            in.readFully(content);
            files.put(name, content);
        }
        return files;
    }

    private interface Step {
        String perform() throws IOException, ReflectiveOperationException, UnmodifiableClassException;
    }

    /** The JDK's own Unsafe, through reflection: what a controller reaches by way of the debugger. */
    private static final class Unsafe {
        static void setStatic(Field field, Object value) throws ReflectiveOperationException {
            put(field.getType(), call("staticFieldBase", field), (Long) call("staticFieldOffset", field), value);
        }

        static void setInstance(Field field, Object target, Object value) throws ReflectiveOperationException {
            put(field.getType(), target, (Long) call("objectFieldOffset", field), value);
        }

        private static Object call(String method, Field field) throws ReflectiveOperationException {
            Object unsafe = unsafe();
            return unsafe.getClass().getMethod(method, Field.class).invoke(unsafe, field);
        }

        private static void put(Class<?> type, Object base, long offset, Object value)
                throws ReflectiveOperationException {
            String name = type.isPrimitive() ? type.getName() : "reference";
            String method = "put" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Volatile";
            Class<?> stored = type.isPrimitive() ? type : Object.class;
            Object unsafe = unsafe();
            unsafe.getClass()
                    .getMethod(method, Object.class, long.class, stored)
                    .invoke(unsafe, base, offset, value);
        }

        private static Object unsafe() throws ReflectiveOperationException {
            return Class.forName("jdk.internal.misc.Unsafe")
                    .getMethod("getUnsafe")
                    .invoke(null);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(ClassLoader.getPlatformClassLoader());
            this.classes = classes;
            setDefaultAssertionStatus(true);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
