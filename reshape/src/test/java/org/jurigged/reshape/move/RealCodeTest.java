package org.jurigged.reshape.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/** The loops of this module's own code, each planned for code that is the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealCodeTest {
    private static final int KEY = 1;

    private final List<MethodCode> methods = new ArrayList<>();

    @BeforeAll
    void read() throws Exception {
        Path classes = Path.of(
                Moves.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("org/jurigged/reshape"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                read(Files.readAllBytes(file));
            }
        }
    }

    private void read(byte[] classFile) throws IOException {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_DEBUG);
        for (MethodNode method : node.methods) {
            if (!method.name.startsWith("<")) {
                methods.add(new MethodCode(classFile, method.name, method.desc));
            }
        }
    }

    @Test
    void eachLoopGoesOnWhereItIs() {
        int loops = 0;
        for (MethodCode method : methods) {
            for (LoopMove move : Moves.plan(method, method).loops()) {
                loops++;
                if (move instanceof LoopMove.Stays stays) {
                    assertThat(stays.reason()).as(method.name()).isEqualTo("it holds a monitor");
                } else if (move instanceof LoopMove.Movable movable) {
                    checkSame(method, movable);
                }
            }
        }
        assertThat(loops).isGreaterThan(100);
    }

    private static void checkSame(MethodCode method, LoopMove.Movable movable) {
        assertThat(movable.entry().headOffset()).as(method.name()).isEqualTo(movable.headOffset());
        for (Fill fill : movable.entry().fills()) {
            assertThat(fill).isNotInstanceOf(Fill.Initial.class);
            if (fill instanceof Fill.Kept kept) {
                assertThat(kept.from().index())
                        .as(method.name())
                        .isEqualTo(kept.to().index());
            }
        }
    }

    @Test
    void entrancesVerifyAndHideNoLoop() throws AnalyzerException {
        for (MethodCode method : methods) {
            List<Entry> entries = entries(Moves.plan(method, method));
            if (!entries.isEmpty()) {
                byte[] entered = new Entrance(method.name(), method.descriptor(), KEY, entries, 0)
                        .addTo(method.classFile(), Handed.NAME)
                        .orElseThrow();
                MethodCode running = new MethodCode(entered, method.name(), method.descriptor());
                MethodBody body = OffsetReader.read(running);
                new Analyzer<>(new BasicVerifier()).analyze(body.owner().name, body.code());
                assertThat(entries(Moves.plan(running, method)))
                        .as(method.name())
                        .hasSameSizeAs(entries);
            }
        }
    }

    private static List<Entry> entries(MethodMoves moves) {
        return moves.movable().stream().map(LoopMove.Movable::entry).toList();
    }
}
