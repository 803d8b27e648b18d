package org.jurigged.bench.random.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.make.ProgramMaker;
import org.jurigged.bench.random.model.Program;

final class StateTest {
    /** Two classes whose initialisers need each other fail or not, by which is first: seed 964050 on 17. */
    @Test
    void aProgramThatHasNotRunIsToldNothingThatInitialisesItsClasses() {
        Program program = ProgramMaker.make(new Dice(964050));
        List<State.Slot> slots = State.slots(program, List.of());

        List<String> lines = State.none().carriedInto(program, "p", slots, List.of());

        assertThat(lines).isNotEmpty().allMatch(line -> line.endsWith("\t+"));
    }
}
