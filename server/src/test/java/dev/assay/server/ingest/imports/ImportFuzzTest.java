package dev.assay.server.ingest.imports;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a file of logged calls, as {@link HostileFiles} says. In the normal build with the committed seeds alone. */
class ImportFuzzTest {

    @FuzzTest
    @DictionaryFile(resourcePath = "files.dict")
    void anyFileIsReadOrRefused(byte[] file) {
        HostileFiles.check(file);
    }
}
