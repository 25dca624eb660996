package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.ConstraintException;
import dev.assay.structured.constrain.schema.Case.Choice;
import dev.assay.structured.constrain.schema.Case.Located;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes schemas that stand in one place apart: references followed, all that must hold gathered, all choices made in every way. */
final class Cases {

    private static final int MOST = 4_000;

    private static final int MOST_REFERENCES = 500;

    /** So many alternatives may hold in any combination. */
    private static final int MOST_TOGETHER = 7;

    private final Document document;
    private final Keywords keywords;
    private final Predicate<Case> possible;
    private final Set<SchemaNode> loopFree = new HashSet<>();

    /** @param possible whether some value satisfies a case */
    Cases(Document document, Keywords keywords, Predicate<Case> possible) {
        this.document = document;
        this.keywords = keywords;
        this.possible = possible;
    }

    /** Every way in which a value can satisfy all schemas of a goal; none if there is no way. */
    List<Case> of(Goal goal) {
        List<Case> found = new ArrayList<>();
        expand(new Case(), located(goal.schemas, List.of()), found);
        return found;
    }

    private static List<Located> located(List<SchemaNode> nodes, List<SchemaNode> scopes) {
        return nodes.stream().map(node -> new Located(node, scopes)).toList();
    }

    private void expand(Case into, List<Located> schemas, List<Case> found) {
        List<Located> todo = new ArrayList<>(schemas);
        for (int i = 0; i < todo.size(); i++) {
            SchemaNode node = todo.get(i).node();
            checkLoops(node, new HashSet<>());
            if (!into.seen.add(todo.get(i))) {
                continue;
            }
            if (node.json.isBoolean()) {
                if (!node.json.booleanValue()) {
                    return;
                }
            } else if (node.json.isObject()) {
                todo.addAll(read(todo.get(i), into));
            } else {
                throw new ConstraintException(
                        node.path, "", node.json + " (expected: a schema, an object or a boolean)");
            }
            if (into.types == 0) {
                return;
            }
        }
        if (into.choices.isEmpty()) {
            if (found.size() >= MOST) {
                throw new ConstraintException(
                        schemas.isEmpty() ? "#" : schemas.get(0).node().path,
                        "anyOf",
                        "more than " + MOST + " ways to combine alternatives (expected: fewer)");
            }
            Keywords.checkFormats(into);
            found.add(into);
            return;
        }
        Choice choice = into.choices.remove(0);
        if (choice.keyword().equals("anyOf") && !choice.scopes().isEmpty()) {
            for (List<SchemaNode> some : subsets(choice)) {
                expand(into.copy(), located(some, choice.scopes()), found);
            }
            return;
        }
        List<SchemaNode> among = choice.keyword().equals("oneOf") ? exclusive(choice, into) : choice.among();
        for (SchemaNode one : among) {
            expand(into.copy(), located(List.of(one), choice.scopes()), found);
        }
    }

    /** Reads one schema; gives those that must hold with it. */
    private List<Located> read(Located located, Case into) {
        SchemaNode node = located.node();
        if (document.draft().refReplaces() && node.json.has("$ref")) {
            return located(inPlace(node), located.scopes());
        }
        keywords.read(node, into);
        List<SchemaNode> scopes = new ArrayList<>(located.scopes());
        boolean properties = node.json.has("unevaluatedProperties");
        boolean items = node.json.has("unevaluatedItems");
        for (SchemaNode scope : scopes) {
            Evaluated evaluated = into.evaluated.computeIfAbsent(scope, k -> new Evaluated());
            evaluated.allProperties |= properties;
            evaluated.allItems |= items;
        }
        if (properties || items) {
            scopes.add(node);
            into.evaluated.computeIfAbsent(node, k -> new Evaluated());
        }
        for (SchemaNode scope : scopes) {
            Evaluated evaluated = into.evaluated.computeIfAbsent(scope, k -> new Evaluated());
            keywords.objectsOf(node).ifPresent(evaluated.objects::add);
            keywords.arraysOf(node).ifPresent(evaluated.arrays::add);
        }
        choices(node, into, List.copyOf(scopes));
        List<Located> more = new ArrayList<>(located(inPlace(node), List.copyOf(scopes)));
        if (node.json.has("not")) {
            SchemaNode not = document.below(node, node.json.path("not"), "not");
            more.add(new Located(opposite(not, node, "not"), List.of())); // what must not hold evaluates nothing
        }
        return more;
    }

    /** All ways in which some of the alternatives hold, since what one of them leaves unevaluated another may look at. */
    private static List<List<SchemaNode>> subsets(Choice choice) {
        int size = choice.among().size();
        if (size > MOST_TOGETHER) {
            throw Keywords.bad(
                    choice.at(),
                    choice.keyword(),
                    size + " alternatives beside unevaluated properties or items (expected: no more than "
                            + MOST_TOGETHER + ")");
        }
        List<List<SchemaNode>> all = new ArrayList<>();
        for (int chosen = 1; chosen < 1 << size; chosen++) {
            List<SchemaNode> some = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                if ((chosen & (1 << i)) != 0) {
                    some.add(choice.among().get(i));
                }
            }
            all.add(some);
        }
        return all;
    }

    /** Schemas that must hold for the same value. */
    private List<SchemaNode> inPlace(SchemaNode node) {
        List<SchemaNode> found = new ArrayList<>();
        JsonNode json = node.json;
        JsonNode reference = json.path("$ref");
        if (!reference.isMissingNode()) {
            found.add(document.resolve(node, "$ref", Keywords.text(node, "$ref", reference)));
            if (document.draft().refReplaces()) {
                return found;
            }
        }
        for (String keyword : new String[] {"$dynamicRef", "$recursiveRef"}) {
            if (json.has(keyword)) {
                found.add(document.resolveDynamic(node, keyword, Keywords.text(node, keyword, json.path(keyword))));
            }
        }
        found.addAll(list(node, "allOf"));
        return found;
    }

    private List<SchemaNode> list(SchemaNode node, String keyword) {
        List<SchemaNode> found = new ArrayList<>();
        JsonNode all = node.json.path(keyword);
        if (!all.isArray() && !all.isMissingNode()) {
            throw Keywords.bad(node, keyword, all + " (expected: an array of schemas)");
        }
        for (JsonNode one : all) {
            found.add(document.below(node, one, keyword, Integer.toString(found.size())));
        }
        return found;
    }

    /** What all else satisfies. */
    private SchemaNode opposite(SchemaNode of, SchemaNode at, String keyword) {
        JsonNode reference = of.json.path("$ref");
        if (!reference.isMissingNode()
                && (of.json.size() == 1 || document.draft().refReplaces())) {
            return opposite(document.resolve(of, "$ref", Keywords.text(of, "$ref", reference)), at, keyword);
        }
        try {
            return document.made(of, "turned round", Negation.of(of.json));
        } catch (Negation.NotPossible by) {
            throw Keywords.bad(
                    at,
                    keyword,
                    "'" + by.getMessage() + "' cannot be turned round (expected: a schema that says what may be)");
        }
    }

    private void choices(SchemaNode node, Case into, List<SchemaNode> scopes) {
        JsonNode json = node.json;
        for (String keyword : new String[] {"anyOf", "oneOf"}) {
            if (json.has(keyword)) {
                into.choices.add(new Choice(node, keyword, list(node, keyword), scopes));
            }
        }
        if (json.has("if") && (json.has("then") || json.has("else"))) {
            ArrayNode ways = Document.array(List.of());
            ways.add(conditional(json.path("if"), json, "then"));
            ways.add(conditional(Document.object().set("not", json.path("if")), json, "else"));
            into.choices.add(made(node, "if", ways, scopes));
        } else if (json.has("if") && !scopes.isEmpty()) {
            ArrayNode ways = Document.array(List.of(json.path("if"), Document.object()));
            into.choices.add(made(node, "if", ways, scopes)); // a condition evaluates what it looks at if it holds
        }
        for (String keyword : new String[] {"dependentRequired", "dependentSchemas", "dependencies"}) {
            for (Map.Entry<String, JsonNode> dependency : json.path(keyword).properties()) {
                into.choices.add(made(node, keyword + " " + dependency.getKey(), dependency(dependency), scopes));
            }
        }
    }

    private static JsonNode conditional(JsonNode condition, JsonNode json, String branch) {
        return json.has(branch)
                ? Document.object().set("allOf", Document.array(List.of(condition, json.path(branch))))
                : condition;
    }

    /** Either the property is not there (which is so of all that is no object), or what depends on it holds. */
    private static ArrayNode dependency(Map.Entry<String, JsonNode> dependency) {
        ObjectNode absent = Document.object();
        absent.putObject("properties").put(dependency.getKey(), false);
        ObjectNode present = Document.object();
        present.put("type", "object").putArray("required").add(dependency.getKey());
        ArrayNode all = present.putArray("allOf");
        JsonNode then = dependency.getValue();
        if (then.isArray() || then.isString()) {
            ArrayNode required = all.addObject().putArray("required");
            for (JsonNode name : then.isArray() ? then : List.of(then)) {
                required.add(name);
            }
        } else {
            all.add(then);
        }
        return Document.array(List.of(absent, present));
    }

    private Choice made(SchemaNode node, String keyword, ArrayNode ways, List<SchemaNode> scopes) {
        List<SchemaNode> among = new ArrayList<>();
        for (JsonNode way : ways) {
            among.add(document.made(node, keyword + " " + among.size(), way));
        }
        return new Choice(node, keyword, among, scopes);
    }

    /** The alternatives of {@code oneOf}, each without those others that might hold with it. */
    private List<SchemaNode> exclusive(Choice choice, Case base) {
        List<SchemaNode> among = choice.among();
        Case plain = base.copy();
        plain.choices.clear();
        List<List<Case>> cases = new ArrayList<>();
        for (SchemaNode one : among) {
            List<Case> of = new ArrayList<>();
            expand(plain.copy(), located(List.of(one), choice.scopes()), of);
            of.removeIf(way -> !possible.test(way));
            cases.add(of);
        }
        Map<Integer, List<Integer>> overlaps = new LinkedHashMap<>();
        for (int i = 0; i < among.size(); i++) {
            for (int k = i + 1; k < among.size(); k++) {
                if (overlap(cases.get(i), cases.get(k))) {
                    overlaps.computeIfAbsent(i, x -> new ArrayList<>()).add(k);
                    overlaps.computeIfAbsent(k, x -> new ArrayList<>()).add(i);
                }
            }
        }
        List<SchemaNode> alone = new ArrayList<>();
        for (int i = 0; i < among.size(); i++) {
            List<Integer> others = overlaps.getOrDefault(i, List.of());
            if (cases.get(i).isEmpty()) {
                continue;
            }
            alone.add(others.isEmpty() ? among.get(i) : without(choice.at(), among, i, others));
        }
        return alone;
    }

    private SchemaNode without(SchemaNode at, List<SchemaNode> among, int one, List<Integer> others) {
        ArrayNode all = Document.array(List.of(among.get(one).json));
        for (int other : others) {
            try {
                opposite(among.get(other), at, "oneOf");
                all.add(Document.object().set("not", among.get(other).json));
            } catch (ConstraintException notPossible) {
                throw Keywords.bad(
                        at,
                        "oneOf",
                        "alternatives " + Math.min(one, other) + " and " + Math.max(one, other)
                                + " may hold together (expected: ones that exclude each other, or anyOf); "
                                + notPossible.getMessage());
            }
        }
        return document.made(at, "oneOf " + one + " alone", Document.object().set("allOf", all));
    }

    private boolean overlap(List<Case> some, List<Case> others) {
        for (Case one : some) {
            for (Case other : others) {
                if ((one.types & other.types) != 0 && possible.test(one.and(other))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A schema that leads to itself without going into a value says nothing that can be followed. */
    private void checkLoops(SchemaNode node, Set<SchemaNode> above) {
        if (!node.json.isObject() || loopFree.contains(node)) {
            return;
        }
        if (above.size() == MOST_REFERENCES) {
            throw Keywords.bad(
                    node, "$ref", "more than " + MOST_REFERENCES + " references one after the other (expected: fewer)");
        }
        if (!above.add(node)) {
            throw Keywords.bad(node, "$ref", "leads back to itself in the same place (expected: a way into a value)");
        }
        List<SchemaNode> next = new ArrayList<>();
        JsonNode reference = node.json.path("$ref");
        if (reference.isString()) {
            next.add(document.resolve(node, "$ref", reference.stringValue()));
        }
        for (String keyword : new String[] {"$dynamicRef", "$recursiveRef"}) {
            if (node.json.path(keyword).isString()) {
                next.add(document.resolveDynamic(
                        node, keyword, node.json.path(keyword).stringValue()));
            }
        }
        for (String keyword : new String[] {"allOf", "anyOf", "oneOf"}) {
            if (node.json.path(keyword).isArray()) {
                next.addAll(list(node, keyword));
            }
        }
        for (String keyword : new String[] {"not", "if", "then", "else"}) {
            if (node.json.has(keyword)) {
                next.add(document.below(node, node.json.path(keyword), keyword));
            }
        }
        for (SchemaNode one : next) {
            checkLoops(one, above);
        }
        above.remove(node);
        loopFree.add(node);
    }
}
