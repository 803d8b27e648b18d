package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class LateNamesTest {
    private final LateNames late = new LateNames(
            Set.of("com.acme.Named", "org.other.Named"),
            Set.of("com.acme.", "com.acme.part."),
            name -> name.endsWith("Known"));

    @Test
    void asksForEachClassOnce() {
        assertThat(late.filters()).containsExactlyInAnyOrder("org.other.Named", "com.acme.*");
    }

    @Test
    void concernsWhatIsNamedAndWhatNobodyKnows() {
        assertThat(late.concerns("com.acme.Named")).isTrue();
        assertThat(late.concerns("com.acme.Known")).isFalse();
        assertThat(late.concerns("com.acme.part.Built")).isTrue();
        assertThat(late.concerns("org.other.Named")).isTrue();
        assertThat(late.concerns("org.other.Built")).isFalse();
    }

    @Test
    void doesNotConcernHiddenClasses() {
        assertThat(late.concerns("com.acme.Built$$Lambda$7/0x00007f97d1203088")).isFalse();
    }

    @Test
    void goesByWhatIsKnownLast() {
        LateNames more = late.and(new LateNames(Set.of("com.acme.Later"), Set.of("net.more."), name -> true));
        assertThat(more.filters()).containsExactlyInAnyOrder("org.other.Named", "com.acme.*", "net.more.*");
        assertThat(more.concerns("com.acme.Later")).isTrue();
        assertThat(more.concerns("com.acme.Named")).isTrue();
        assertThat(more.concerns("com.acme.Built")).isFalse();
    }
}
