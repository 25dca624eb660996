package dev.assay.structured.json;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever is repeated, reading twice as much takes no more than about twice the steps, which the parser counts itself: a clock would tell of the
 * machine. The input is a beginning, a piece that is repeated, and an end, with the control character 1 between.
 */
class ParseTimeFuzzTest {

    private static final int SMALL = 2_000;

    @FuzzTest
    @DictionaryFile(resourcePath = "pieces.dict")
    void timeIsLinearInTheLength(byte[] input) {
        Repeated.of(input).assertLinear(SMALL);
    }
}
