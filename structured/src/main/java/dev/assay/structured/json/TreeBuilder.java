package dev.assay.structured.json;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The tree that grows while a text is read; each value is in its place as soon as it has begun. */
final class TreeBuilder {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RepairLog log;
    private final boolean keepsRaw;
    private JsonNode[] open = new JsonNode[16];
    private @Nullable Raw[] raws = new @Nullable Raw[16];
    private @Nullable String[] names = new @Nullable String[16];
    private int depth;
    private @Nullable JsonNode root;
    private @Nullable Raw rawRoot;
    private boolean partial;
    private final StringBuilder joined = new StringBuilder();

    /** @param keepsRaw whether what stood in the text is kept as well, for a schema */
    TreeBuilder(RepairLog log, boolean keepsRaw) {
        this.log = log;
        this.keepsRaw = keepsRaw;
    }

    void open(boolean object, int position) {
        JsonNode node = object ? JSON.objectNode() : JSON.arrayNode();
        Raw raw = attach(node, object ? Raw.Kind.OBJECT : Raw.Kind.LIST, "", position);
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
            raws = Arrays.copyOf(raws, depth * 2);
            names = Arrays.copyOf(names, depth * 2);
        }
        open[depth] = node;
        raws[depth] = raw;
        names[depth] = null;
        depth++;
    }

    void close() {
        endJoining();
        depth--;
    }

    void name(String name) {
        endJoining();
        names[depth - 1] = name;
    }

    /** Forgets a name whose value never came. */
    void dropName() {
        endJoining();
        names[depth - 1] = null;
        partial = false;
    }

    void add(JsonNode node, Raw.Kind kind, String source, int position) {
        attach(node, kind, source, position);
    }

    void addText(String text, int position) {
        attach(StringNode.valueOf(text), Raw.Kind.TEXT, text, position);
    }

    private @Nullable Raw attach(JsonNode node, Raw.Kind kind, String source, int position) {
        endJoining();
        Raw raw = keepsRaw ? new Raw(kind, position, source, node) : null;
        if (depth == 0) {
            root = node;
            rawRoot = raw;
        } else if (open[depth - 1] instanceof ObjectNode object) {
            String name = names[depth - 1];
            if (name == null) {
                throw new IllegalStateException("a property without a name at " + position);
            }
            if (object.replace(name, node) != null && !partial) {
                log.add(RepairKind.DUPLICATE_KEY, position);
            }
            remember(raw, name);
        } else {
            ArrayNode list = (ArrayNode) open[depth - 1];
            if (partial) {
                list.set(list.size() - 1, node);
            } else {
                list.add(node);
            }
            remember(raw, "");
        }
        partial = false;
        return raw;
    }

    private void remember(@Nullable Raw raw, String name) {
        Raw parent = raws[depth - 1];
        if (raw != null && parent != null) {
            parent.items.add(raw);
            if (parent.kind == Raw.Kind.OBJECT) {
                parent.names.add(name);
            }
        }
    }

    /** Shows a text that is not complete yet; the next value takes its place. Only where nothing is kept for a schema. */
    void showPartial(String text) {
        boolean before = partial;
        if (depth == 0) {
            root = StringNode.valueOf(text);
        } else if (open[depth - 1] instanceof ObjectNode object) {
            String name = names[depth - 1];
            if (name == null || (!before && object.has(name))) {
                return;
            }
            object.set(name, StringNode.valueOf(text));
            partial = true;
        } else {
            ArrayNode list = (ArrayNode) open[depth - 1];
            if (before) {
                list.set(list.size() - 1, StringNode.valueOf(text));
            } else {
                list.add(StringNode.valueOf(text));
            }
            partial = true;
        }
    }

    /** Takes the last text of the open list out again: it was a name. Empty where the last value is no text. */
    Optional<String> takeLastText() {
        endJoining();
        if (depth == 0 || !(open[depth - 1] instanceof ArrayNode list) || list.isEmpty()) {
            return Optional.empty();
        }
        JsonNode last = list.get(list.size() - 1);
        if (!last.isString()) {
            return Optional.empty();
        }
        list.remove(list.size() - 1);
        Raw raw = raws[depth - 1];
        if (raw != null) {
            raw.items.remove(raw.items.size() - 1);
        }
        return Optional.of(last.stringValue());
    }

    /** Adds to the last value of the open list or object; false where that is no text. */
    boolean joinText(String more) {
        if (joined.length() == 0) {
            JsonNode last = last();
            if (!last.isString()) {
                return false;
            }
            joined.append(last.stringValue());
        }
        joined.append(more);
        return true;
    }

    private JsonNode last() {
        if (depth == 0) {
            return MissingNode.getInstance();
        }
        JsonNode container = open[depth - 1];
        String name = names[depth - 1];
        return container.isArray() ? container.path(container.size() - 1) : container.path(name == null ? "" : name);
    }

    /** Puts joined texts in the place of the first; only now, so that many of them take linear time. */
    private void endJoining() {
        if (joined.length() == 0) {
            return;
        }
        JsonNode text = StringNode.valueOf(joined.toString());
        joined.setLength(0);
        String name = names[depth - 1];
        if (open[depth - 1] instanceof ObjectNode object && name != null) {
            object.set(name, text);
        } else if (open[depth - 1] instanceof ArrayNode list) {
            list.set(list.size() - 1, text);
        }
        Raw raw = raws[depth - 1];
        if (raw != null) {
            int at = raw.items.size() - 1;
            raw.items.set(at, new Raw(Raw.Kind.TEXT, raw.items.get(at).start, text.stringValue(), text));
        }
    }

    Optional<JsonNode> root() {
        endJoining();
        return Optional.ofNullable(root);
    }

    Optional<Raw> rawRoot() {
        endJoining();
        return Optional.ofNullable(rawRoot);
    }
}
