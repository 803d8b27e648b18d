package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HashCodeCallsTest {
    @Test
    void ourOptionsDisableIt() {
        assertThat(HashCodeCalls.isDisabled(HashCodeCalls.OPTIONS)).isTrue();
    }

    @Test
    void oneOfSeveralNamesIsEnough() {
        assertThat(HashCodeCalls.isDisabled(List.of("-Xmx1g", "-XX:DisableIntrinsic=_clone,_hashCode")))
                .isTrue();
    }

    @Test
    void otherOptionsDont() {
        assertThat(HashCodeCalls.isDisabled(List.of("-XX:DisableIntrinsic=_identityHashCode", "-Xmx1g")))
                .isFalse();
        assertThat(HashCodeCalls.isDisabled(List.of())).isFalse();
    }
}
