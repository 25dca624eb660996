package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.store.filter.Filter;
import dev.assay.store.json.MessageJson;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words are found by a pattern first: it must pass over nothing that the engine's small letters would have. */
class TermSqlTest {

    private static final int SURROGATES = 0xd800;
    private static final int SURROGATES_END = 0xe000;

    /** Letters of which others become the same small ones, letters without a case, and what patterns and JSON write in their own way. */
    private static final List<String> PIECES = List.of(
            "i",
            "I",
            "\u0130",
            "\u0131",
            "k",
            "K",
            "\u212a",
            "s",
            "S",
            "\u017f",
            "\u00df",
            "\u1e9e",
            "\u00e4",
            "\u00c4",
            "\u03c3",
            "\u03c2",
            "\u03a3",
            "\u0436",
            "\u0416",
            "\u6771",
            "\ud83d\ude00",
            ".",
            "*",
            "?",
            "(",
            "[",
            "\\",
            "\"",
            "\n",
            "\ud800",
            "%",
            " ");

    /** None of the words is in it, and a text with it is not one of the short ones, which go without a pattern. */
    private static final String LONG = "x".repeat(300);

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE texts (number INTEGER, input VARCHAR, output VARCHAR)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void patternsTakeAllLettersForOne_thatSmallLettersDo_butTheDottedCapitalI() throws SQLException {
        List<Integer> others = numbers(new Sql().add("""
                SELECT c::INTEGER
                FROM (SELECT c, chr(c::INTEGER) AS letter
                      FROM (FROM range(1, ?) r(c) UNION ALL FROM range(?, 1114112) r(c)))
                WHERE lower(letter) <> letter AND NOT regexp_matches(letter, lower(letter), 'i')
                """, SURROGATES, SURROGATES_END));

        assertThat(others).containsExactly((int) '\u0130');
    }

    @Test
    void findsWhatSmallLettersHold() throws SQLException {
        Random random = new Random(11);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO texts VALUES (?, ?, ?)")) {
            for (int i = 0; i < 500; i++) {
                insert.setInt(1, i);
                insert.setString(
                        2,
                        MessageJson.quote(text(random, 12) + (i % 2 == 0 ? LONG : ""))
                                .text());
                insert.setString(
                        3,
                        i % 5 == 0 ? null : MessageJson.quote(text(random, 6)).text());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        int found = 0;
        for (int i = 0; i < 300; i++) {
            String words = text(random, 1 + i % 3);
            if (words.isBlank()) {
                continue;
            }
            Condition condition = TermSql.of(new Filter.Text(words));
            List<Integer> rows = rows(new Sql()
                    .add("(" + condition.text() + ")", condition.values().toArray()));

            assertThat(rows).as(words).isEqualTo(rowsOfSmallLetters(words));
            found += rows.size();
        }
        assertThat(found).isGreaterThan(1_000);
    }

    @Test
    void wordsMayBeLong() throws SQLException {
        String words = "Heliotrope \u6771".repeat(2_000);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO texts VALUES (1, ?, NULL), (2, ?, NULL)")) {
            insert.setString(1, words.toUpperCase(Locale.ROOT));
            insert.setString(2, words.substring(1));
            insert.executeUpdate();
        }
        Condition condition = TermSql.of(new Filter.Text(words));

        assertThat(rows(new Sql()
                        .add("(" + condition.text() + ")", condition.values().toArray())))
                .containsExactly(1);
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private List<Integer> rowsOfSmallLetters(String words) throws SQLException {
        String small = words.strip().toLowerCase(Locale.ROOT);
        String quoted = MessageJson.quote(small).text();
        Sql sql = new Sql().add("(false");
        for (String spelling : List.of(small, quoted.substring(1, quoted.length() - 1))) {
            for (String column : List.of("input", "output")) {
                sql.add("OR coalesce(contains(lower(" + column + "), ?), false)", spelling);
            }
        }
        return rows(sql.add(")"));
    }

    private List<Integer> rows(Sql condition) throws SQLException {
        return numbers(
                new Sql().add("SELECT number FROM texts WHERE").add(condition).add("ORDER BY number"));
    }

    private List<Integer> numbers(Sql sql) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                numbers.add(row.getInt(1));
            }
        }
        return numbers;
    }
}
