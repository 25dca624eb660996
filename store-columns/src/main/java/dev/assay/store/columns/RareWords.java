package dev.assay.store.columns;

import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Match;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words that few texts have, and how far back to look for them. */
final class RareWords {

    /** To look at all words of a longer time takes longer than to find out that many texts have these. */
    private static final long WIDE = Duration.ofDays(2).toNanos();

    /** As far back as so many pieces that may have the words a page is looked for first; then as four times as many, and so on. */
    private static final int FIRST = 64;

    private RareWords() {}

    /** The pieces that may have the words of a filter; empty where it asks for none, where that is not known, or where many have them. */
    static Optional<List<WordPieces.Piece>> pieces(Connection connection, Filter filter, Reach.Stretch around)
            throws SQLException {
        List<List<String>> spellings =
                TextSearch.words(filter).map(RareWords::spellings).orElse(List.of());
        if (spellings.isEmpty() || spellings.stream().anyMatch(List::isEmpty)) {
            return Optional.empty();
        }
        WordPieces.Found found = WordPieces.find(connection, spellings, around);
        return areMany(found) ? Optional.empty() : Optional.of(found.having());
    }

    /** Whether it is soon known that many texts have them. */
    static boolean areQuick(Reach.Stretch around) {
        return around.last() <= Sql.later(around.first(), WIDE);
    }

    private static boolean areMany(WordPieces.Found found) {
        return found.having().size() > found.others();
    }

    /** Of inputs and outputs, whose words are kept; of each spelling the runs of letters. */
    private static List<List<String>> spellings(Filter words) {
        return switch (words) {
            case Filter.Text(String text) -> spellings(text);
            case Filter.Term(Field field, List<Match> anyOf)
            when field == Field.INPUT || field == Field.OUTPUT ->
                anyOf.stream().flatMap(match -> spellings(match).stream()).toList();
            default -> List.of();
        };
    }

    private static List<List<String>> spellings(Match match) {
        return match instanceof Match.Equal(String text) ? spellings(text) : List.of(List.of());
    }

    private static List<List<String>> spellings(String text) {
        return TermSql.spellings(text).map(WordSet::runs).toList();
    }

    /**
     * The filter's range from its newest span back.
     *
     * @param last nothing later than that is asked for
     * @param pieces that may have the words, the newest first
     */
    static List<TraceFilter> slices(TraceFilter filter, Instant last, List<WordPieces.Piece> pieces) {
        long from = Sql.nanos(filter.from());
        long end = Math.min(Sql.nanos(filter.to()), Sql.later(Sql.nanos(last), 1));
        long newest = end;
        List<WordPieces.Piece> behind =
                pieces.stream().filter(piece -> piece.spans().first() < newest).toList();
        List<TraceFilter> slices = new ArrayList<>();
        int covered = 0;
        int width = FIRST;
        while (end > from) {
            covered += width;
            long beginning = covered < behind.size()
                    ? Math.clamp(behind.get(covered).spans().last() + 1, from, end - 1)
                    : from;
            slices.add(new TraceFilter(filter.project(), Sql.instant(beginning), Sql.instant(end), filter.filter()));
            end = beginning;
            width *= 4;
        }
        return slices;
    }
}
