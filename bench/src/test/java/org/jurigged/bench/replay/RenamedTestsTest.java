package org.jurigged.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RenamedTestsTest {
    private final RenamedTests renaming =
            RenamedTests.of(List.of("org.acme.FooTest", "org.acme.FooTest$In", "BarTest"));

    @Test
    void namesChangeInAllTheirForms() {
        assertThat(renaming.rename("org/acme/FooTest")).isEqualTo("org/acme/FooTest_before");
        assertThat(renaming.rename("org/acme/FooTest$In")).isEqualTo("org/acme/FooTest_before$In");
        assertThat(renaming.rename("(ILorg/acme/FooTest;[Lorg/acme/FooTest$In;)V"))
                .isEqualTo("(ILorg/acme/FooTest_before;[Lorg/acme/FooTest_before$In;)V");
        assertThat(renaming.rename("Ljava/util/List<Lorg/acme/FooTest;>;"))
                .isEqualTo("Ljava/util/List<Lorg/acme/FooTest_before;>;");
        assertThat(renaming.rename("org.acme.FooTest#cases")).isEqualTo("org.acme.FooTest_before#cases");
    }

    @Test
    void otherNamesStay() {
        assertThat(List.of("org/acme/FooTests", "com/org/acme/FooTest", "FooTest", "FooTest.java", "org/acme/Foo"))
                .allSatisfy(name -> assertThat(renaming.rename(name)).isEqualTo(name));
    }

    @Test
    void classesWithoutPackageStay() {
        assertThat(renaming.rename("BarTest")).isEqualTo("BarTest");
    }
}
