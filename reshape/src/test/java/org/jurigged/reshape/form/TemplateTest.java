package org.jurigged.reshape.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jurigged.reshape.form.template.LiveLedger;
import org.jurigged.reshape.form.template.LiveStackFrame;
import org.jurigged.reshape.form.template.LiveUnsafe;
import org.objectweb.asm.ClassReader;

/** What goes into programs as a copy: another version of jurigged never finds this one's under its own names. */
final class TemplateTest {
    /** Stands for a class of the platform, or is the same in all versions. */
    private static final List<Class<?>> OTHERS = List.of(LiveLedger.class, LiveStackFrame.class, LiveUnsafe.class);

    @Test
    void everyPatternTakesPartInTheVersion() throws Exception {
        URI directory = LiveLedger.class.getResource("LiveLedger.class").toURI();
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of(directory).getParent())) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("Live"))
                    .map(name -> name.replaceAll("(\\$.*)?\\.class", ""))
                    .forEach(names::add);
        }
        names.removeAll(OTHERS.stream().map(Class::getSimpleName).toList());
        assertThat(Template.ALL.stream().map(Class::getSimpleName)).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void copiesAreNamedByTheirVersionAndTheLedgerIsNot() {
        Set<String> named = Stream.of(Helpers.calls(), Helpers.fields(), Helpers.task(), Forms.hookClassFile())
                .map(file -> new ClassReader(file).getClassName())
                .collect(Collectors.toSet());
        assertThat(named).hasSize(4).allMatch(name -> name.endsWith("$" + Template.version()));
        assertThat(Helpers.ledgerName()).isEqualTo("java.lang.JuriggedLedger");
    }
}
