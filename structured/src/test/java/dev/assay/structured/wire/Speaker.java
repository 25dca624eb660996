package dev.assay.structured.wire;

import dev.assay.structured.provider.HttpModel;
import dev.assay.structured.provider.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** Speaks one provider's format: what its server would send. The texts follow the providers' own documentation. */
public interface Speaker {

    /** Tokens that every whole answer tells of. */
    int INPUT = 11;

    int OUTPUT = 7;

    HttpModel model(ScriptedServer server);

    /** The words of an answer. */
    String words(String text);

    /** A call of a tool. */
    default String call(String tool, String arguments) {
        return calls(List.of(new ToolCall("call_1", tool, arguments)));
    }

    /** Calls of tools, all in one turn. */
    String calls(List<ToolCall> calls);

    /** Words that broke off at the limit of tokens. */
    String cut(String text);

    /** A refusal; empty where the provider has no word for one. */
    String refusal();

    /** The words of an answer, in pieces. */
    List<String> streamed(String text);

    /** A call of a tool, in pieces. */
    List<String> streamedCall(String tool, String arguments);

    /** Words that broke off at the limit of tokens, in pieces. */
    List<String> streamedCut(String text);

    /** A body that tells of a fault, in the provider's form. */
    default String fault(String type, String message) {
        return "{\"error\":{\"message\":" + quote(message) + ",\"type\":\"" + type + "\",\"code\":\"" + type + "\"}}";
    }

    static String quote(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }

    /** Pieces of a few characters. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); at += 3) {
            pieces.add(text.substring(at, Math.min(text.length(), at + 3)));
        }
        return pieces;
    }

    static String list(List<ToolCall> calls, Function<ToolCall, String> writer) {
        return calls.stream().map(writer).collect(Collectors.joining(",", "[", "]"));
    }

    static String event(String data) {
        return "data: " + data + "\n\n";
    }

    static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
