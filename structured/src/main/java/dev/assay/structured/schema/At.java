package dev.assay.structured.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where a validation is: the value's path, the schemas that led there, what has been evaluated, and where violations go. */
final class At {

    /** A step down in the value; the root has no parent. */
    private record Path(@Nullable Path parent, String key, int index) {
        String pointer() {
            StringBuilder text = new StringBuilder();
            for (Path step = this; step != null; step = step.parent) {
                text.insert(
                        0,
                        "/"
                                + (step.index >= 0
                                        ? Integer.toString(step.index)
                                        : step.key.replace("~", "~0").replace("/", "~1")));
            }
            return text.toString();
        }
    }

    /** The resources that were entered, the innermost first. */
    private record Scope(@Nullable Scope outer, Documents.Resource resource) {}

    private final @Nullable Path path;
    private final Scope scope;
    private final @Nullable Evaluated evaluated;
    private final @Nullable List<Violation> findings;
    final int depth;

    private At(
            @Nullable Path path,
            Scope scope,
            @Nullable Evaluated evaluated,
            @Nullable List<Violation> findings,
            int depth) {
        this.path = path;
        this.scope = scope;
        this.evaluated = evaluated;
        this.findings = findings;
        this.depth = depth;
    }

    /**
     * The root of a value.
     *
     * @param tracks whether the schema asks for what has been evaluated
     * @param findings takes the violations; null where only the verdict counts, which lets checks stop at the first
     */
    static At root(Documents.Resource resource, boolean tracks, @Nullable List<Violation> findings) {
        return new At(null, new Scope(null, resource), tracks ? new Evaluated() : null, findings, 0);
    }

    boolean collects() {
        return findings != null;
    }

    boolean tracks() {
        return evaluated != null;
    }

    /** What has been evaluated; only where {@link #tracks}. */
    Evaluated evaluated() {
        if (evaluated == null) {
            throw new IllegalStateException("nothing is tracked here");
        }
        return evaluated;
    }

    At property(String key) {
        return new At(collects() ? new Path(path, key, -1) : null, scope, fresh(), findings, depth + 1);
    }

    At item(int index) {
        return new At(collects() ? new Path(path, "", index) : null, scope, fresh(), findings, depth + 1);
    }

    /** The same value under another schema, whose violations go elsewhere. */
    At same(@Nullable List<Violation> elsewhere) {
        return new At(path, scope, fresh(), elsewhere, depth + 1);
    }

    /** The same value under another schema. */
    At same() {
        return same(findings);
    }

    /** The same place within a resource. */
    At in(Documents.Resource resource) {
        return scope.resource == resource ? this : new At(path, new Scope(scope, resource), evaluated, findings, depth);
    }

    private @Nullable Evaluated fresh() {
        return evaluated == null ? null : new Evaluated();
    }

    /** Takes over what another schema has evaluated of this value. */
    void adopt(At other) {
        if (evaluated != null && other.evaluated != null) {
            evaluated.addAll(other.evaluated);
        }
    }

    /** The outermost resource with a dynamic anchor, or null. */
    Documents.@Nullable Resource outermost(String dynamicAnchor) {
        Documents.Resource found = null;
        for (Scope at = scope; at != null; at = at.outer) {
            if (at.resource.dynamicAnchors.containsKey(dynamicAnchor)) {
                found = at.resource;
            }
        }
        return found;
    }

    /** Notes a violation. Always false, so that it can be returned. */
    boolean fail(JsonNode value, String rule, String message) {
        if (findings != null) {
            findings.add(new Violation(path == null ? "" : path.pointer(), value, rule, message));
        }
        return false;
    }

    /** The violations that were noted; empty where none are. */
    void report(List<Violation> violations) {
        if (findings != null) {
            findings.addAll(violations);
        }
    }
}
