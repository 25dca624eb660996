package dev.assay.structured.schema;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes {@link Rules} of schemas, each once, so that schemas may refer to themselves. */
final class RuleCompiler {

    /** What is checked goes as deep, so that neither runs out of stack. */
    private static final int MOST_DEPTH = 500;

    private final Documents documents;
    private final boolean formats;
    private final IdentityHashMap<JsonNode, Rules> known = new IdentityHashMap<>();
    private boolean tracks;
    private int depth;

    RuleCompiler(Documents documents, boolean formats) {
        this.documents = documents;
        this.formats = formats;
    }

    /** Whether any schema asks for what has been evaluated. */
    boolean tracks() {
        return tracks;
    }

    /** Compiles a schema and all that it can lead to. */
    Rules compileAll(Documents.Target target) {
        Rules rules = compile(target);
        // What a $dynamicRef leads to is known only while a value is checked, and is not compiled then.
        int before;
        do {
            before = known.size();
            documents.dynamicAnchors().forEach(this::compile);
        } while (known.size() > before);
        return rules;
    }

    private Rules compile(Documents.Target target) {
        JsonNode schema = target.schema();
        if (schema.isBoolean()) {
            Rules rules = new Rules(target.resource());
            if (!schema.booleanValue()) {
                rules.add((value, at) -> at.fail(value, "false", "nothing is allowed here"));
            }
            return rules;
        }
        if (!schema.isObject()) {
            throw new SchemaException("a schema is an object or a boolean, not " + Words.of(schema));
        }
        Rules before = known.get(schema);
        if (before != null) {
            return before;
        }
        if (++depth > MOST_DEPTH) {
            throw new SchemaException("more than " + MOST_DEPTH + " schemas lead to each other one after the other");
        }
        Documents.Resource resource = documents.owner(schema, target.resource());
        Rules rules = new Rules(resource);
        known.put(schema, rules);
        new OfOne(schema, resource).compileInto(rules);
        depth--;
        return rules;
    }

    /** One schema object. */
    private final class OfOne {

        private final JsonNode schema;
        private final Documents.Resource resource;

        OfOne(JsonNode schema, Documents.Resource resource) {
            this.schema = schema;
            this.resource = resource;
        }

        void compileInto(Rules rules) {
            if (resource.validates) {
                Assertions.compile(new Keywords(schema), rules);
            }
            Keywords keywords = new Keywords(schema);
            if (formats && schema.has("format")) {
                rules.add(Formats.check(keywords.text("format")));
            }
            references(keywords, rules);
            inPlace(keywords, rules);
            ofObjects(keywords, rules);
            ofLists(keywords, rules);
            if (schema.has("unevaluatedItems")) {
                tracks = true;
                rules.add(Applicators.unevaluatedItems(sub("unevaluatedItems")));
            }
            if (schema.has("unevaluatedProperties")) {
                tracks = true;
                rules.add(Applicators.unevaluatedProperties(sub("unevaluatedProperties")));
            }
        }

        private void references(Keywords keywords, Rules rules) {
            if (schema.has("$ref")) {
                Rules target = compile(documents.resolve(keywords.text("$ref"), resource));
                rules.add(target::testSame);
            }
            if (schema.has("$dynamicRef")) {
                String reference = keywords.text("$dynamicRef");
                Documents.Target target = documents.resolve(reference, resource);
                Rules fixed = compile(target);
                String anchor = reference.substring(reference.indexOf('#') + 1);
                if (!target.resource().dynamicAnchors.containsKey(anchor)) {
                    rules.add(fixed::testSame);
                } else {
                    rules.add((value, at) -> {
                        Documents.Resource outermost = at.outermost(anchor);
                        JsonNode schema = outermost == null ? null : outermost.dynamicAnchors.get(anchor);
                        Rules dynamic = outermost == null || schema == null ? fixed : known.getOrDefault(schema, fixed);
                        return dynamic.testSame(value, at);
                    });
                }
            }
        }

        private void inPlace(Keywords keywords, Rules rules) {
            if (schema.has("allOf")) {
                subs(keywords, "allOf").forEach(branch -> rules.add(branch::testSame));
            }
            if (schema.has("anyOf")) {
                rules.add(Applicators.anyOf(subs(keywords, "anyOf")));
            }
            if (schema.has("oneOf")) {
                rules.add(Applicators.oneOf(subs(keywords, "oneOf")));
            }
            if (schema.has("not")) {
                rules.add(Applicators.not(sub("not")));
            }
            if (schema.has("if")) {
                rules.add(Applicators.condition(
                        sub("if"),
                        schema.has("then") ? sub("then") : always(),
                        schema.has("else") ? sub("else") : always()));
            }
        }

        private void ofObjects(Keywords keywords, Rules rules) {
            if (schema.has("dependentSchemas")) {
                rules.add(Applicators.dependentSchemas(named(keywords, "dependentSchemas")));
            }
            if (schema.has("propertyNames")) {
                rules.add(Applicators.propertyNames(sub("propertyNames")));
            }
            if (schema.has("properties") || schema.has("patternProperties") || schema.has("additionalProperties")) {
                Map<EcmaRegex, Rules> patterns = new LinkedHashMap<>();
                if (schema.has("patternProperties")) {
                    named(keywords, "patternProperties")
                            .forEach((pattern, sub) -> patterns.put(EcmaRegex.compile(pattern), sub));
                }
                rules.add(new Properties(
                        schema.has("properties") ? named(keywords, "properties") : Map.of(),
                        List.copyOf(patterns.entrySet()),
                        schema.has("additionalProperties") ? List.of(sub("additionalProperties")) : List.of(),
                        schema.path("additionalProperties").isBoolean()
                                && !schema.path("additionalProperties").booleanValue()));
            }
        }

        private void ofLists(Keywords keywords, Rules rules) {
            if (schema.has("prefixItems") || schema.has("items")) {
                rules.add(Applicators.items(
                        schema.has("prefixItems") ? subs(keywords, "prefixItems") : List.of(),
                        schema.has("items") ? List.of(sub("items")) : List.of()));
            }
            if (schema.has("contains")) {
                int least = resource.validates && schema.has("minContains") ? keywords.count("minContains") : 1;
                int most = resource.validates && schema.has("maxContains")
                        ? keywords.count("maxContains")
                        : Integer.MAX_VALUE;
                rules.add(Applicators.contains(sub("contains"), least, most));
            }
        }

        private Rules always() {
            return new Rules(resource);
        }

        private Rules sub(String keyword) {
            return compile(new Documents.Target(schema.path(keyword), resource));
        }

        private List<Rules> subs(Keywords keywords, String keyword) {
            List<Rules> all = new ArrayList<>();
            keywords.list(keyword).forEach(sub -> all.add(compile(new Documents.Target(sub, resource))));
            return all;
        }

        private Map<String, Rules> named(Keywords keywords, String keyword) {
            Map<String, Rules> all = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> sub : keywords.object(keyword).properties()) {
                all.put(sub.getKey(), compile(new Documents.Target(sub.getValue(), resource)));
            }
            return all;
        }
    }
}
