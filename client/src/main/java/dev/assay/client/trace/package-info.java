/**
 * Spans with content and usage for clients whose own instrumentation leaves them out, after the GenAI convention of OpenTelemetry
 * (semantic-conventions-genai, client-inference).
 */
@NullMarked
package dev.assay.client.trace;

import org.jspecify.annotations.NullMarked;
