package dev.assay.server.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as OTLP in protobuf, as {@link HostileRequests} says. In the normal build with the committed seeds alone. */
class OtlpProtobufFuzzTest {

    @FuzzTest
    void anyBytesAreKeptOrRefused(byte[] body) {
        HostileRequests.traces(body, false);
        HostileRequests.logs(body, false);
    }
}
