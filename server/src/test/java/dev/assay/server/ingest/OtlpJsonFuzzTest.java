package dev.assay.server.ingest;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as OTLP in JSON, as {@link HostileRequests} says. In the normal build with the committed seeds alone. */
class OtlpJsonFuzzTest {

    @FuzzTest
    @DictionaryFile(resourcePath = "otlp.dict")
    void anyBytesAreKeptOrRefused(byte[] body) {
        HostileRequests.traces(body, true);
        HostileRequests.logs(body, true);
    }
}
