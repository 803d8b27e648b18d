package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/** Beside JDI's own search, while classes of one name come and go. */
@OnEachJdk
final class ListedTypesTest {
    private static final String LOADS = """
            import java.lang.ref.WeakReference;
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.util.ArrayDeque;
            import java.util.Deque;

            public class Loads {
                private static final Deque<Class<?>> TWINS = new ArrayDeque<>();

                public static int more() throws Exception {
                    URL classes = Loads.class.getProtectionDomain().getCodeSource().getLocation();
                    ClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
                    TWINS.add(Class.forName("made.Twin", true, loader));
                    return TWINS.size();
                }

                public static int less() {
                    WeakReference<ClassLoader> loader = new WeakReference<>(TWINS.remove().getClassLoader());
                    while (loader.get() != null) {
                        System.gc();
                    }
                    return TWINS.size();
                }
            }
            """;

    @Parameter
    int feature;

    @TempDir
    Path directory;

    @Test
    void classesAreFoundAsJdiFindsThem() throws Exception {
        compile();
        try (TalkProgram program = new TalkProgram(feature, directory)) {
            VirtualMachine vm = TalkProgram.vm();
            ListedTypes listed = new ListedTypes(vm);
            int there = 0;
            for (String step : List.of("more", "more", "more", "less", "more", "less", "less", "less", "more")) {
                there += step.equals("more") ? 1 : -1;
                assertThat(program.call("made.Loads." + step)).isEqualTo("= " + there);
                int expected = there;
                await().atMost(TalkProgram.BOUND)
                        .untilAsserted(
                                () -> assertThat(vm.classesByName("made.Twin")).hasSize(expected));
                assertSame(listed, vm);
            }
        }
    }

    @Test
    void oneThatWasJustLoadedIsFoundAtOnceWhereNobodyListedAllBefore() throws Exception {
        compile();
        try (TalkProgram program = new TalkProgram(feature, directory)) {
            assertThat(program.call("made.Loads.more")).isEqualTo("= 1");
            assertThat(program.target.classes("made.Twin")).hasSize(1);
        }
    }

    private void compile() {
        TalkProgram.compile(TalkProgram.classes(directory), "Twin", "public class Twin {}");
        TalkProgram.compile(TalkProgram.classes(directory), "Loads", LOADS);
    }

    private static void assertSame(ListedTypes listed, VirtualMachine vm) {
        Map<String, Set<ReferenceType>> all = new HashMap<>();
        for (ReferenceType type : vm.allClasses()) {
            all.computeIfAbsent(type.name(), name -> new HashSet<>()).add(type);
        }
        Map<String, Set<ReferenceType>> found = new HashMap<>();
        listed.named(all.keySet()).forEach((name, types) -> found.put(name, Set.copyOf(types)));
        assertThat(found).isEqualTo(all);
        assertThat(listed.named("made.Twin")).containsExactlyInAnyOrderElementsOf(vm.classesByName("made.Twin"));
        assertThat(listed.named("made.Nobody")).isEmpty();
    }
}
