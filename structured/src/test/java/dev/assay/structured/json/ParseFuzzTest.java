package dev.assay.structured.json;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Any bytes are read or refused: as a whole, with a schema, and in chunks, with the same result. In the normal build with the committed seeds alone. */
class ParseFuzzTest {

    @FuzzTest
    @DictionaryFile(resourcePath = "pieces.dict")
    void anyTextIsReadOrRefused(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        HostileInputTest.check(text, new Random(text.hashCode()));
    }
}
