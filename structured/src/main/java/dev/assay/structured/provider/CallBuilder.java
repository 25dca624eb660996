package dev.assay.structured.provider;

/** A tool call whose arguments are still being written. */
final class CallBuilder {
    String id = "";
    String name = "";
    final StringBuilder arguments = new StringBuilder();

    ToolCall call() {
        return new ToolCall(id, name, arguments.toString());
    }
}
