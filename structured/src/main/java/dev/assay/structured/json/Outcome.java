package dev.assay.structured.json;

import dev.assay.structured.schema.JsonEquality;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a value becomes under a schema.
 *
 * @param node the value
 * @param misfits how often it is not what the schema wants, and cannot be
 * @param cost the penalties, those of its parts included
 * @param own the repairs at this place
 * @param parts what its members or items became
 * @param tie set where two ways of reading it cost the same
 */
record Outcome(JsonNode node, int misfits, int cost, List<Repair> own, List<Outcome> parts, Optional<Tie> tie) {

    /**
     * Two ways of reading that cost the same.
     *
     * @param position where in the text
     * @param expected what would tell them apart
     */
    record Tie(int position, String expected) {}

    static Outcome asIs(JsonNode node) {
        return new Outcome(node, 0, 0, List.of(), List.of(), Optional.empty());
    }

    static Outcome misfit(JsonNode node) {
        return new Outcome(node, 1, 0, List.of(), List.of(), Optional.empty());
    }

    static Outcome repaired(JsonNode node, RepairKind kind, int position) {
        return new Outcome(
                node,
                0,
                kind.penalty(),
                List.of(new Repair(kind, position, kind.penalty())),
                List.of(),
                Optional.empty());
    }

    /** This value by way of one more repair. */
    Outcome with(RepairKind kind, int position) {
        return as(node, kind, position);
    }

    /** Another value made of this one by a repair. */
    Outcome as(JsonNode other, RepairKind kind, int position) {
        return new Outcome(
                other,
                misfits,
                cost + kind.penalty(),
                List.of(new Repair(kind, position, kind.penalty())),
                List.of(this),
                tie);
    }

    /** The best of several; a tie where the two best cost the same, fit, and differ. */
    static Outcome best(List<Outcome> all, int position, String expected) {
        Outcome best = all.get(0);
        for (Outcome outcome : all) {
            if (outcome.compareTo(best) < 0) {
                best = outcome;
            }
        }
        if (best.misfits > 0 || best.tie.isPresent()) {
            return best;
        }
        for (Outcome outcome : all) {
            if (outcome.compareTo(best) == 0 && !JsonEquality.equal(outcome.node, best.node)) {
                return new Outcome(
                        best.node, 0, best.cost, best.own, best.parts, Optional.of(new Tie(position, expected)));
            }
        }
        return best;
    }

    private int compareTo(Outcome other) {
        return misfits != other.misfits ? Integer.compare(misfits, other.misfits) : Integer.compare(cost, other.cost);
    }

    /** All repairs. */
    List<Repair> repairs() {
        List<Repair> all = new ArrayList<>();
        Deque<Outcome> open = new ArrayDeque<>();
        open.push(this);
        while (!open.isEmpty()) {
            Outcome outcome = open.pop();
            all.addAll(outcome.own);
            outcome.parts.stream().filter(part -> part.cost > 0).forEach(open::push);
        }
        return all;
    }
}
