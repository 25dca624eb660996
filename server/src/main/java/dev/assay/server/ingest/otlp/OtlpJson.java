package dev.assay.server.ingest.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * OTLP/JSON bodies as protobuf messages.
 *
 * <p>Our own reader, because protobuf's JSON mapping reads ids as base64 where OTLP writes them in hexadecimal, and needs
 * reflection for every field.
 */
public final class OtlpJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(1_000)
                    .build())
            .build();

    private OtlpJson() {}

    /** @throws OtlpFormatException where the body is no OTLP/JSON */
    public static ExportTraceServiceRequest traces(byte[] body) {
        return read(body, tokens -> TracesReader.request(tokens));
    }

    /** @throws OtlpFormatException where the body is no OTLP/JSON */
    public static ExportLogsServiceRequest logs(byte[] body) {
        return read(body, tokens -> LogsReader.request(tokens));
    }

    private static <T> T read(byte[] body, Function<Tokens, T> reader) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            Tokens tokens = new Tokens(json);
            T request = reader.apply(tokens);
            tokens.end();
            return request;
        } catch (JacksonException e) {
            throw new OtlpFormatException(e.getOriginalMessage(), where(e), "OTLP/JSON");
        }
    }

    private static String where(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "an unknown place" : "byte " + location.getByteOffset();
    }
}
