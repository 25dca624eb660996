package dev.assay.store.filter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked, as a tree. A term is asked of one span. Asked of a trace, a term holds where it holds on at least one
 * of its spans, and {@code and}, {@code or} and {@code not} join what the terms say of the trace; so {@code -tag:x} are
 * the traces of which no span has the tag. Numbers, durations and times of a trace are what its spans come to. A score counts for the span or, where it names none, for each span of its
 * trace.
 *
 * <p>{@code toString} is the canonical text; parsed again it is an equal tree. The language is told in docs/filters.md.
 */
public sealed interface Filter {

    /** Asks for nothing; everything passes. */
    static Filter everything() {
        return new Everything();
    }

    /** @throws FilterException where the text is not of the language */
    static Filter parse(String text) {
        return new FilterParser(text).parse();
    }

    /** All must hold. */
    static Filter and(List<Filter> filters) {
        Set<Filter> parts = new LinkedHashSet<>();
        for (Filter filter : filters) {
            switch (filter) {
                case And(List<Filter> inner) -> parts.addAll(inner);
                case Everything _ -> {}
                case Or _, Not _, Term _, Has _, Text _ -> parts.add(filter);
            }
        }
        return switch (parts.size()) {
            case 0 -> everything();
            case 1 -> parts.iterator().next();
            default -> new And(new ArrayList<>(parts));
        };
    }

    /** At least one must hold. */
    static Filter or(List<Filter> filters) {
        Set<Filter> parts = new LinkedHashSet<>();
        for (Filter filter : filters) {
            switch (filter) {
                case Or(List<Filter> inner) -> parts.addAll(inner);
                case Everything _ -> {
                    return everything();
                }
                case And _, Not _, Term _, Has _, Text _ -> parts.add(filter);
            }
        }
        return switch (parts.size()) {
            case 0 -> everything();
            case 1 -> parts.iterator().next();
            default -> new Or(new ArrayList<>(parts));
        };
    }

    /** @param filter asks for something */
    static Filter not(Filter filter) {
        return switch (filter) {
            case Not(Filter inner) -> inner;
            case Everything _ -> throw new IllegalArgumentException("not everything is nothing (expected: a filter)");
            case And _, Or _, Term _, Has _, Text _ -> new Not(filter);
        };
    }

    /** This filter without those of the terms that all must hold which ask for nothing but the subject. */
    default Filter without(Subject subject) {
        List<Filter> parts = this instanceof And(List<Filter> inner) ? inner : List.of(this);
        return and(parts.stream().filter(part -> !part.isOnlyOf(subject)).toList());
    }

    private boolean isOnlyOf(Subject subject) {
        return switch (this) {
            case Term(Subject asked, List<Match> _) -> asked.equals(subject);
            case Has(Subject asked) -> asked.equals(subject);
            case Not(Filter inner) -> inner.isOnlyOf(subject);
            case And(List<Filter> parts) -> parts.stream().allMatch(part -> part.isOnlyOf(subject));
            case Or(List<Filter> parts) -> parts.stream().allMatch(part -> part.isOnlyOf(subject));
            case Everything _, Text _ -> false;
        };
    }

    /** See {@link Filter#everything}. */
    record Everything() implements Filter {
        @Override
        public String toString() {
            return "";
        }
    }

    /** Made by {@link Filter#and}, which keeps it flat. */
    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /** Made by {@link Filter#or}, which keeps it flat. */
    record Or(List<Filter> parts) implements Filter {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /** Made by {@link Filter#not}. */
    record Not(Filter filter) implements Filter {
        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * The subject is one of these.
     *
     * @param anyOf at least one, each of a type that the subject can be asked for
     */
    record Term(Subject subject, List<Match> anyOf) implements Filter {
        public Term {
            anyOf = List.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("a term without a value (expected: at least one)");
            }
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /** The subject is there. */
    record Has(Subject subject) implements Filter {
        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * The input or the output contains the text as written, whatever its case.
     *
     * @param text not blank
     */
    record Text(String text) implements Filter {
        public Text {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a blank text is in everything (expected: words)");
            }
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }
}
