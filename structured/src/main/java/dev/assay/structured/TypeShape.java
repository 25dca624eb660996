package dev.assay.structured;

import dev.assay.structured.json.LenientJson;
import dev.assay.structured.json.LenientJsonException;
import dev.assay.structured.json.Reading;
import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Output;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Tool;
import dev.assay.structured.schema.BindingException;
import dev.assay.structured.schema.DroppedRule;
import dev.assay.structured.schema.ProviderSchema;
import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** One value of a type. */
final class TypeShape<T> implements Shape<T> {
    private final Kind<T> kind;
    private final Mode mode;
    private final boolean wrapped;
    private final Schema read;
    private final ProviderSchema sent;
    private final Schema literal;
    private final boolean strict;

    TypeShape(Kind<T> kind, Mode mode, Capabilities capabilities) {
        this.kind = kind;
        this.mode = mode;
        boolean needsObject = mode == Mode.TOOL || mode == Mode.JSON;
        ProviderSchema direct = kind.schema().forDialect(capabilities.dialect());
        this.wrapped = (needsObject && Envelope.isNeeded(kind.schema())) || (mode == Mode.NATIVE && direct.wrapped());
        this.read = wrapped ? Envelope.around(kind.schema(), ProviderSchema.WRAPPER) : kind.schema();
        this.sent = wrapped && !direct.wrapped() ? read.forDialect(capabilities.dialect()) : direct;
        this.literal = mode == Mode.NATIVE || mode == Mode.TOOL ? Schema.ofJson(sent.json()) : read;
        this.strict = capabilities.enforced().contains(mode);
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public Output output() {
        return switch (mode) {
            case NATIVE -> new Output.Schema(kind.name(), "", sent.json(), strict);
            case TOOL ->
                new Output.Tools(
                        List.of(new Tool(
                                kind.name(),
                                "Takes the answer. Call it once, with the whole answer.",
                                sent.json(),
                                strict)),
                        false);
            case JSON -> new Output.AnyJson();
            case PROMPT -> new Output.FreeText();
        };
    }

    @Override
    public String instructions() {
        return switch (mode) {
            case NATIVE, TOOL -> "";
            case JSON -> Wording.json(read.json());
            case PROMPT -> Wording.fenced(read.json());
        };
    }

    @Override
    public List<DroppedRule> unexpressed() {
        return mode == Mode.NATIVE || mode == Mode.TOOL ? sent.dropped() : List.of();
    }

    /** The schema that answers are read by, with the object around it where there is one. */
    Schema read() {
        return read;
    }

    Kind<T> kind() {
        return kind;
    }

    boolean isWrapped() {
        return wrapped;
    }

    /** Without the object around it. */
    JsonNode open(JsonNode tree) {
        return wrapped ? Envelope.open(tree, ProviderSchema.WRAPPER) : tree;
    }

    /** The same violations, told from the value's own root. */
    List<Violation> outside(List<Violation> violations) {
        String prefix = "/" + ProviderSchema.WRAPPER;
        return wrapped
                ? violations.stream()
                        .map(each -> each.path().startsWith(prefix)
                                ? new Violation(
                                        each.path().substring(prefix.length()),
                                        each.value(),
                                        each.rule(),
                                        each.message())
                                : each)
                        .toList()
                : violations;
    }

    /** The words to read: a tool's arguments, or what was said where no tool was called. */
    String words(Reply reply) {
        if (mode == Mode.TOOL || reply.text().isBlank()) {
            return reply.calls().isEmpty() ? reply.text() : reply.calls().get(0).arguments();
        }
        return reply.text();
    }

    @Override
    public Judgement<T> judge(Reply reply) throws CheckFailure {
        String words = words(reply);
        Reading reading;
        try {
            reading = LenientJson.parse(words, read);
        } catch (LenientJsonException unreadable) {
            String message = words.isBlank()
                    ? "There is no answer; " + (mode == Mode.TOOL ? "call the tool " + kind.name() : "write JSON") + "."
                    : "This is no JSON that can be read: " + unreadable.getMessage();
            return new Judgement<>(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(new Violation("", StringNode.valueOf(words), "json", message)),
                    List.of(),
                    unreadable.reason() == LenientJsonException.Reason.TRUNCATED,
                    false);
        }
        boolean obeyed = reading.repairs().isEmpty() && literal.isValid(reading.value());
        JsonNode tree = open(reading.value());
        if (reading.truncated()) {
            return new Judgement<>(
                    Optional.empty(),
                    Optional.of(tree),
                    List.of(new Violation(
                            "", tree, "complete", "The answer breaks off before its end; give all of it.")),
                    reading.repairs(),
                    true,
                    false);
        }
        List<Violation> violations = new ArrayList<>(kind.schema().validate(tree));
        Optional<T> value = Optional.empty();
        if (violations.isEmpty()) {
            try {
                T bound = kind.bind(tree);
                violations.addAll(kind.check(bound, tree));
                value = violations.isEmpty() ? Optional.of(bound) : value;
            } catch (BindingException unfit) {
                violations.add(
                        new Violation(unfit.path(), tree.at(unfit.path()), "type", String.valueOf(unfit.getMessage())));
            }
        }
        return new Judgement<>(value, Optional.of(tree), violations, reading.repairs(), false, obeyed);
    }

    @Override
    public List<Violation> ofCall(int call, List<Violation> all) {
        return call == 0 ? all : List.of();
    }
}
