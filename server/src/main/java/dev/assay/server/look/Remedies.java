package dev.assay.server.look;

import dev.assay.store.Finding;
import java.util.Locale;

/** What is known to help against a finding: settings of the clients, as their documentation names them. */
final class Remedies {

    private static final String CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_AND_EVENT";
    private static final String STREAM_OPTIONS = "stream_options={\"include_usage\": true}";

    private Remedies() {}

    /** Empty where nothing is to be done. */
    static String of(Finding finding, String client, String dialect) {
        return switch (finding) {
            case SPANS, EXAMINED -> "";
            case UNMAPPED ->
                "It is kept with the span as it came. Where a field should hold it, ask for the mapping: assay rebuild reads old"
                        + " spans with it.";
            case DOUBLED -> "It says more than the messages, or something else, so both are kept.";
            case TRUNCATED ->
                "The SDK keeps 128 attributes of a span: set OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT in the application, for example to"
                        + " 10000.";
            case EXCLUSIVE_USAGE ->
                "It was read as counts without their cached or reasoning parts; a newer version of the client may count them in.";
            case UNPRICED ->
                "Add the model to prices.json in the data folder, restart, and run assay rebuild for what came before.";
            case NO_CONTENT -> noContent(client.toLowerCase(Locale.ROOT), dialect);
            case NO_USAGE -> noUsage(client.toLowerCase(Locale.ROOT), dialect);
        };
    }

    private static String noContent(String client, String dialect) {
        return switch (dialect) {
            case "anthropic-sdk" -> "Set ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE=content.";
            case "google-adk" ->
                "Set " + CAPTURE + " and OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental; in its older format"
                        + " ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS=true.";
            case "traceloop" -> "Set TRACELOOP_TRACE_CONTENT=true.";
            case "openinference" -> "Unset OPENINFERENCE_HIDE_INPUTS and OPENINFERENCE_HIDE_OUTPUTS.";
            case "pydantic-ai" -> "Set include_content=True in InstrumentationSettings.";
            case "ai-sdk", "ai-sdk-7" -> "Set recordInputs and recordOutputs to true where telemetry is switched on.";
            case "openlit" -> "Set capture_message_content=True in openlit.init.";
            case "spring-ai" -> "Spring AI puts no content on spans: add it with an observation handler.";
            case "langchain4j" -> "LangChain4j's observations hold no content: add it with a listener.";
            default ->
                client.contains("openai") && client.contains("instrumentation")
                        ? "Its content comes as log events: set " + CAPTURE
                                + " (older versions: true), and export logs to /v1/logs too."
                        : "Switch the capture of content on; for most clients it is " + CAPTURE + ".";
        };
    }

    private static String noUsage(String client, String dialect) {
        return dialect.equals("openinference") && client.startsWith("@arizeai/")
                ? "It tells no tokens of streams, whatever the request asks for."
                : "Streams tell their tokens only where the request asks for them; with OpenAI " + STREAM_OPTIONS + ".";
    }
}
