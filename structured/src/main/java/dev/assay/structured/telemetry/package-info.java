/** Spans of questions, for applications that trace with OpenTelemetry. Needs opentelemetry-api, which is an optional dependency. */
@NullMarked
package dev.assay.structured.telemetry;

import org.jspecify.annotations.NullMarked;
