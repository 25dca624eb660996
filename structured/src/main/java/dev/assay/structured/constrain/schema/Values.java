package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.SchemaOptions;
import dev.assay.structured.constrain.engine.Place;
import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.engine.Rule;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each goal's values look like, found once a goal. */
final class Values {

    /** A case with its shapes, made when first looked at. */
    private final class Form {
        final Case of;
        final boolean array;
        final boolean object;
        private @Nullable ArrayShape arrayShape;
        private @Nullable ObjectShape objectShape;
        private @Nullable Regex scalars;

        Form(Case of) {
            this.of = of;
            this.array = of.may(Case.ARRAY);
            this.object = of.may(Case.OBJECT);
        }

        ArrayShape arrays() {
            ArrayShape shape = arrayShape;
            if (shape == null) {
                shape = new ArrayShape(Values.this, of);
                arrayShape = shape;
            }
            return shape;
        }

        ObjectShape objects() {
            ObjectShape shape = objectShape;
            if (shape == null) {
                shape = new ObjectShape(Values.this, of);
                objectShape = shape;
            }
            return shape;
        }

        Regex scalars() {
            Regex known = scalars;
            if (known == null) {
                known = Values.this.scalars(of);
                scalars = known;
            }
            return known;
        }

        boolean isPossible() {
            return !scalars().isEmpty()
                    || (array && arrays().isPossible())
                    || (object && objects().isPossible());
        }
    }

    private static final class Value {
        final List<Form> forms;
        final Rule rule;

        @Nullable Regex scalars;

        Value(List<Form> forms, Rule rule) {
            this.forms = forms;
            this.rule = rule;
        }

        boolean hasContainers() {
            return forms.stream().anyMatch(form -> form.array || form.object);
        }
    }

    private final Regexes re;
    private final Document document;
    private final Keywords keywords;
    private final Cases cases;
    private final Spacing spacing;
    private final SchemaOptions options;
    private final Map<Goal, Value> values = new HashMap<>();
    private final Map<Goal, Boolean> possible = new HashMap<>();
    private final Set<Goal> asked = new HashSet<>();
    private final Set<Goal> expanding = new HashSet<>();
    private boolean cut;
    private boolean assumed;

    Values(Document document, Regexes re, SchemaOptions options) {
        this.re = re;
        this.document = document;
        this.options = options;
        this.keywords = new Keywords(document, re, options);
        this.cases = new Cases(document, keywords, of -> new Form(of).isPossible());
        this.spacing = new Spacing(re, options.whitespace());
    }

    Regexes regexes() {
        return re;
    }

    SchemaOptions options() {
        return options;
    }

    Spacing spacing() {
        return spacing;
    }

    StringTexts strings() {
        return keywords.strings();
    }

    Document document() {
        return document;
    }

    /** What the properties must be that no schema looks at. */
    List<Evaluated.Properties> unevaluatedProperties(Case of) {
        List<Evaluated.Properties> all = new ArrayList<>();
        of.evaluated.forEach((owner, seen) -> {
            if (owner.json.has("unevaluatedProperties") && !seen.allProperties) {
                all.add(new Evaluated.Properties(
                        document.below(owner, owner.json.path("unevaluatedProperties"), "unevaluatedProperties"),
                        seen.objects));
            }
        });
        return all;
    }

    /** What the items must be that no schema looks at. */
    List<Evaluated.Items> unevaluatedItems(Case of) {
        List<Evaluated.Items> all = new ArrayList<>();
        of.evaluated.forEach((owner, seen) -> {
            if (owner.json.has("unevaluatedItems") && !seen.allItems) {
                all.add(new Evaluated.Items(
                        document.below(owner, owner.json.path("unevaluatedItems"), "unevaluatedItems"), seen.arrays));
            }
        });
        return all;
    }

    SchemaNode not(SchemaNode schema) {
        return document.made(schema, "turned round", Document.object().set("not", schema.json));
    }

    /** Some schema that speaks of these objects, to name in an error. */
    SchemaNode anySchema(List<ObjectPart> parts) {
        return keywords.placeOf(parts);
    }

    private Value value(Goal goal) {
        Value known = values.get(goal);
        if (known == null) {
            List<Form> forms = new ArrayList<>();
            expanding.add(goal);
            for (Case of : cases.of(goal)) {
                forms.add(new Form(of));
            }
            expanding.remove(goal);
            known = new Value(forms, new Rule(goal.path()));
            Value made = known;
            made.rule.define(new Place(false, () -> start(made)), false);
            values.put(goal, known);
        }
        return known;
    }

    /** Goals that values of this one contain. */
    List<Goal> children(Goal goal) {
        List<Goal> all = new ArrayList<>();
        for (Form form : value(goal).forms) {
            if (form.array) {
                all.addAll(form.arrays().children());
            }
            if (form.object) {
                all.addAll(form.objects().children());
            }
        }
        return all;
    }

    /** Makes sure that nothing about this goal can fail later. */
    void prepare(Goal goal) {
        Value value = value(goal);
        scalars(value);
        for (Form form : value.forms) {
            if (form.array && form.arrays().isPossible()) {
                form.arrays().start();
            }
            if (form.object && form.objects().isPossible()) {
                form.objects().start();
            }
        }
    }

    Rule rule(Goal goal) {
        return value(goal).rule;
    }

    /** One value of a goal, and the place after it. */
    List<Step> steps(Goal goal, Place after) {
        Value value = value(goal);
        if (value.hasContainers()) {
            return List.of(Step.rule(value.rule, after));
        }
        Regex scalars = scalars(value);
        return scalars.isEmpty() ? List.of() : List.of(Step.terminal(spacing.placed(scalars), after));
    }

    private List<Step> start(Value value) {
        List<Step> steps = new ArrayList<>();
        Regex scalars = scalars(value);
        if (!scalars.isEmpty()) {
            steps.add(Step.terminal(spacing.placed(scalars), Place.END));
        }
        for (Form form : value.forms) {
            if (form.array && form.arrays().isPossible()) {
                steps.add(Step.terminal(spacing.mark("["), form.arrays().start()));
            }
            if (form.object && form.objects().isPossible()) {
                steps.add(Step.terminal(spacing.mark("{"), form.objects().start()));
            }
        }
        return steps;
    }

    private Regex scalars(Value value) {
        Regex known = value.scalars;
        if (known == null) {
            List<Regex> all = new ArrayList<>();
            for (Form form : value.forms) {
                Regex one = form.scalars();
                if (!one.isEmpty()) {
                    all.add(one);
                }
            }
            known = re.or(all);
            value.scalars = known;
        }
        return known;
    }

    /** All that is no array and no object. */
    private Regex scalars(Case of) {
        List<Regex> all = new ArrayList<>();
        if (of.may(Case.NULL)) {
            all.add(re.word("null"));
        }
        if (of.may(Case.FALSE)) {
            all.add(re.word("false"));
        }
        if (of.may(Case.TRUE)) {
            all.add(re.word("true"));
        }
        if (of.may(Case.NUMBER)) {
            all.add(of.numbers.isEmpty() ? keywords.numbers().any() : re.and(of.numbers));
        }
        if (of.may(Case.STRING)) {
            all.add(strings().quoted(content(of)));
        }
        List<Regex> some = new ArrayList<>();
        for (Regex one : all) {
            if (!one.isEmpty()) {
                some.add(one);
            }
        }
        return re.or(some);
    }

    private Regex content(Case of) {
        if (of.minLength > of.maxLength) {
            return re.empty();
        }
        boolean bounded = of.maxLength < Integer.MAX_VALUE;
        List<Regex> all = new ArrayList<>(of.strings);
        if (bounded || of.minLength > 0 || all.isEmpty()) {
            all.add(strings().length(of.minLength, bounded ? of.maxLength : -1));
        } else {
            all.add(strings().any());
        }
        return re.and(all);
    }

    /** The strings of a goal, between their quotes. */
    Regex texts(Goal goal) {
        List<Regex> all = new ArrayList<>();
        for (Form form : value(goal).forms) {
            if (form.of.may(Case.STRING)) {
                all.add(content(form.of));
            }
        }
        return re.or(all);
    }

    /**
     * Whether some value satisfies a goal. A goal that needs itself has none of its own making, so while one is asked for it counts as
     * impossible; one whose cases are just being taken apart counts as possible. Answers that hang on either are not remembered.
     */
    boolean isPossible(Goal goal) {
        Boolean known = possible.get(goal);
        if (known != null) {
            return known;
        }
        if (expanding.contains(goal)) {
            assumed = true;
            return true;
        }
        if (!asked.add(goal)) {
            cut = true;
            return false;
        }
        boolean outerCut = cut;
        boolean outerAssumed = assumed;
        cut = false;
        assumed = false;
        boolean found = false;
        for (Form form : value(goal).forms) {
            if (form.isPossible()) {
                found = true;
                break;
            }
        }
        asked.remove(goal);
        if (!assumed && (found || !cut || asked.isEmpty())) {
            possible.put(goal, found);
        }
        cut |= outerCut;
        assumed |= outerAssumed;
        return found;
    }
}
