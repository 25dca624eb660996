package dev.assay.server.ingest.imports;

import com.google.protobuf.ByteString;
import dev.assay.files.RowScore;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.List;

/**
 * What a row becomes.
 *
 * @param id 16 bytes
 * @param environment or empty
 * @param start when its first span starts
 * @param end when its last span ends
 */
record ImportedTrace(
        ByteString id, String environment, List<Span> spans, List<RowScore> scores, Instant start, Instant end) {}
