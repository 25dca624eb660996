package dev.assay.structured.json;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever is repeated, a depth of 100,000 needs none of Java's stack. The input is as in {@link ParseTimeFuzzTest}. */
class ParseDepthFuzzTest {

    private static final int DEPTH = 100_000;
    private static final int LONGEST = 8;

    @FuzzTest
    @DictionaryFile(resourcePath = "pieces.dict")
    void depthNeedsNoStack(byte[] input) {
        Repeated text = Repeated.of(input);
        if (text.piece().length() <= LONGEST) {
            text.steps(DEPTH * text.piece().length());
        }
    }
}
