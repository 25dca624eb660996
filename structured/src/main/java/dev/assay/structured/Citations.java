package dev.assay.structured;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Looks for quotations in the texts that they are said to come from. White space counts as one blank, and typographic quotes and
 * dashes as plain ones; a quotation may be fuzzy where that is allowed. Immutable.
 */
public final class Citations {
    private final List<String> sources;
    private final double likeness;
    private final List<Plain> plain;

    private Citations(List<String> sources, double likeness) {
        this.sources = List.copyOf(sources);
        this.likeness = likeness;
        this.plain = this.sources.stream().map(Plain::of).toList();
    }

    /**
     * Quotations have to stand in one of these texts word for word.
     *
     * @param sources the texts
     * @return the looker
     */
    public static Citations in(String... sources) {
        return new Citations(List.of(sources), 1);
    }

    /**
     * The same, but so many of the characters need to be the same only.
     *
     * @param least above 0.5, at most 1; with 0.9 a quotation of 50 characters may differ in 5 (by edit distance)
     * @return a new looker
     */
    public Citations fuzzy(double least) {
        if (!(least > 0.5 && least <= 1)) {
            throw new IllegalArgumentException(
                    "A quotation that is " + least + " alike is none; more than 0.5 and at most 1 is needed.");
        }
        return new Citations(sources, least);
    }

    /**
     * Looks for one quotation.
     *
     * @param quote the words
     * @return where it stands, the most alike place; empty if it is nowhere, or has no letters at all
     */
    public Optional<Citation> find(String quote) {
        Plain wanted = Plain.of(quote);
        if (wanted.text().isBlank()) {
            return Optional.empty();
        }
        Optional<Citation> best = Optional.empty();
        for (int i = 0; i < plain.size(); i++) {
            Optional<Citation> here = plain.get(i).find(wanted.text(), likeness, i);
            if (here.isPresent()
                    && (best.isEmpty() || here.get().likeness() > best.get().likeness())) {
                best = here;
            }
        }
        return best;
    }

    /**
     * A check that all quotations of an answer are found.
     *
     * @param quotes where they stand in the answer, as a JSON pointer in which {@code *} stands for each item of a list: {@code /facts/*}{@code
     *     /quote}
     * @return a check for any type
     */
    public Check<Object> at(String quotes) {
        String[] steps = quotes.isEmpty() ? new String[0] : quotes.substring(1).split("/", -1);
        return (value, findings) -> walk(findings.tree(), steps, 0, "", findings);
    }

    /**
     * A check that one quotation of an answer is found.
     *
     * @param quote takes it from the answer
     * @return the check
     * @param <T> the answer
     */
    public <T> Check<T> of(Function<? super T, String> quote) {
        return (value, findings) -> look("", quote.apply(value), findings);
    }

    private void walk(JsonNode node, String[] steps, int step, String path, Findings findings) {
        if (step == steps.length) {
            if (node.isString()) {
                look(path, node.stringValue(), findings);
            }
        } else if (steps[step].equals("*")) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.path(i), steps, step + 1, path + "/" + i, findings);
            }
        } else {
            String name = steps[step].replace("~1", "/").replace("~0", "~");
            walk(node.path(name), steps, step + 1, path + "/" + steps[step], findings);
        }
    }

    private void look(String path, String quote, Findings findings) {
        if (find(quote).isEmpty()) {
            findings.add(
                    path,
                    "These words do not stand in the source text; quote it word for word, or leave the point out.");
        }
    }
}
