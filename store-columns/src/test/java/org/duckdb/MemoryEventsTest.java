package org.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryEventsTest {

    /** A driver of another version may keep it elsewhere: the program would start slower, and nobody would know. */
    @Test
    void theDriverTakesThemForRegistered() {
        assertThat(MemoryEvents.spare()).isTrue();
    }
}
