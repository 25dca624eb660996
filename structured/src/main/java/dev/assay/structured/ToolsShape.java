package dev.assay.structured;

import dev.assay.structured.json.LenientJson;
import dev.assay.structured.json.LenientJsonException;
import dev.assay.structured.json.Reading;
import dev.assay.structured.json.Repair;
import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Output;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Tool;
import dev.assay.structured.provider.ToolCall;
import dev.assay.structured.schema.BindingException;
import dev.assay.structured.schema.DroppedRule;
import dev.assay.structured.schema.ProviderSchema;
import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Several calls of several tools. A violation's path begins with the position of its call. */
final class ToolsShape implements Shape<List<Call>> {
    private final Map<String, Kind<?>> kinds = new LinkedHashMap<>();
    private final Map<String, Schema> literal = new LinkedHashMap<>();
    private final List<Tool> tools = new ArrayList<>();
    private final List<DroppedRule> unexpressed = new ArrayList<>();
    private final boolean several;

    ToolsShape(List<Kind<?>> all, List<String> descriptions, Capabilities capabilities) {
        boolean strict = capabilities.enforced().contains(Mode.TOOL);
        several = capabilities.several();
        for (int i = 0; i < all.size(); i++) {
            Kind<?> kind = all.get(i);
            ProviderSchema sent = kind.schema().forDialect(capabilities.dialect());
            if (kinds.put(kind.name(), kind) != null) {
                throw new IllegalArgumentException("There are two tools of the name \"" + kind.name() + "\".");
            }
            literal.put(kind.name(), Schema.ofJson(sent.json()));
            tools.add(new Tool(kind.name(), descriptions.get(i), sent.json(), strict));
            unexpressed.addAll(sent.dropped());
        }
    }

    @Override
    public String name() {
        return "tools";
    }

    @Override
    public Mode mode() {
        return Mode.TOOL;
    }

    @Override
    public Output output() {
        return new Output.Tools(tools, several);
    }

    @Override
    public String instructions() {
        return "";
    }

    @Override
    public List<DroppedRule> unexpressed() {
        return unexpressed;
    }

    @Override
    public Judgement<List<Call>> judge(Reply reply) throws CheckFailure {
        List<Call> calls = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        List<Repair> repairs = new ArrayList<>();
        ArrayNode tree = JsonNodeFactory.instance.arrayNode();
        boolean obeyed = !reply.calls().isEmpty();
        boolean cut = false;
        if (reply.calls().isEmpty()) {
            violations.add(new Violation(
                    "",
                    StringNode.valueOf(reply.text()),
                    "tools",
                    "No tool is called; call at least one of " + kinds.keySet()));
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            ToolCall call = reply.calls().get(i);
            String path = "/" + i;
            Kind<?> kind = kinds.get(call.name());
            if (kind == null) {
                violations.add(new Violation(
                        path,
                        StringNode.valueOf(call.name()),
                        "tools",
                        "There is no such tool; there are " + kinds.keySet()));
                continue;
            }
            try {
                Reading reading = LenientJson.parse(call.arguments(), kind.schema());
                Schema sent = literal.get(call.name());
                obeyed &= reading.repairs().isEmpty() && sent != null && sent.isValid(reading.value());
                cut |= reading.truncated();
                repairs.addAll(reading.repairs());
                tree.add(reading.value());
                List<Violation> found = reading.truncated()
                        ? List.of(new Violation(
                                "", reading.value(), "complete", "The arguments break off before their end."))
                        : reading.violations();
                if (found.isEmpty()) {
                    found = bind(kind, reading.value(), calls);
                }
                found.forEach(each ->
                        violations.add(new Violation(path + each.path(), each.value(), each.rule(), each.message())));
            } catch (LenientJsonException unreadable) {
                violations.add(new Violation(
                        path, StringNode.valueOf(call.arguments()), "json", String.valueOf(unreadable.getMessage())));
            }
        }
        return new Judgement<>(
                violations.isEmpty() ? Optional.of(List.copyOf(calls)) : Optional.empty(),
                tree.isEmpty() ? Optional.empty() : Optional.of(tree),
                violations,
                repairs,
                cut,
                obeyed && violations.isEmpty());
    }

    private static <T> List<Violation> bind(Kind<T> kind, JsonNode tree, List<Call> calls) throws CheckFailure {
        try {
            T value = kind.bind(tree);
            calls.add(new Call(kind.name(), value));
            return kind.check(value, tree);
        } catch (BindingException unfit) {
            return List.of(
                    new Violation(unfit.path(), tree.at(unfit.path()), "type", String.valueOf(unfit.getMessage())));
        }
    }

    @Override
    public List<Violation> ofCall(int call, List<Violation> all) {
        String path = "/" + call;
        return all.stream()
                .filter(each -> each.path().equals(path) || each.path().startsWith(path + "/"))
                .toList();
    }
}
