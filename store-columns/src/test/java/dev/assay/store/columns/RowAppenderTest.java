package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.duckdb.Chunk;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowAppenderTest {

    private static final UUID ID = UUID.fromString("8f000000-0000-4000-7fff-00000000ffff");

    private DuckDBConnection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private RowAppender appender(String columns) throws SQLException {
        execute("CREATE TABLE t (" + columns + ")");
        return new RowAppender(connection, "t", new TextHeap());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<@Nullable String> texts(String sql) throws SQLException {
        List<@Nullable String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    @Test
    void everyType_isWhatTheEngineReads() throws SQLException {
        try (RowAppender rows =
                appender("b BOOLEAN, i INTEGER, n BIGINT, d DOUBLE, s VARCHAR, t TIMESTAMP_NS, l VARCHAR[], u UUID")) {
            rows.flag(true)
                    .integer(Integer.MIN_VALUE)
                    .number(Long.MAX_VALUE)
                    .decimal(-0.1)
                    .text("é")
                    .time(1_700_000_000_123_456_789L)
                    .texts(List.of("a", "a longer element"))
                    .uuid(ID)
                    .endRow();
            rows.flush();
        }

        assertThat(count("""
                SELECT count(*)
                FROM t
                WHERE b AND i = -2147483648 AND n = 9223372036854775807 AND d = -0.1 AND s = 'é'
                  AND epoch_ns(t) = 1700000000123456789 AND l = ['a', 'a longer element']
                  AND u = '8f000000-0000-4000-7fff-00000000ffff'
                """)).isEqualTo(1);
    }

    @Test
    void textsOfEveryLength_areEqualToThoseThatSqlWrites() throws SQLException {
        // Over several chunks, long ones before short ones, so that places are written over.
        List<String> written = new ArrayList<>();
        try (RowAppender rows = appender("s VARCHAR")) {
            for (int i = 0; i < 3 * Chunk.CAPACITY; i++) {
                String text = "é€😀x".repeat(10).substring(0, 30 - i % 31);
                written.add(whole(text));
                rows.text(whole(text)).endRow();
            }
            rows.flush();
        }

        assertThat(texts("SELECT s FROM t")).isEqualTo(written);
        assertThat(count("SELECT count(DISTINCT s) FROM t"))
                .isEqualTo(written.stream().distinct().count());
        for (String text : List.of("", "é", "é€😀", whole("é€😀x".repeat(10).substring(0, 29)))) {
            assertThat(count("SELECT count(*) FROM t WHERE s = '" + text + "'"))
                    .as("\"%s\"", text)
                    .isEqualTo(Collections.frequency(written, text));
        }
    }

    /** Half a pair of surrogates has no UTF-8. */
    private static String whole(String text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
                ? text.substring(0, text.length() - 1)
                : text;
    }

    @Test
    void oneObjectInManyRows_isWrittenInEach() throws SQLException {
        String name = "a name of more than twelve bytes";
        List<@Nullable String> expected = new ArrayList<>();
        try (RowAppender rows = appender("s VARCHAR")) {
            for (int i = 0; i < 2 * Chunk.CAPACITY + 5; i++) {
                if (i % 7 == 3) {
                    rows.none().endRow();
                    expected.add(null);
                } else {
                    rows.text(name).endRow();
                    expected.add(name);
                }
            }
            rows.flush();
        }

        assertThat(texts("SELECT s FROM t")).isEqualTo(expected);
    }

    @Test
    void randomRows_areReadBack() throws SQLException {
        Random random = new Random(7);
        List<@Nullable String> texts = new ArrayList<>();
        List<@Nullable String> lists = new ArrayList<>();
        try (RowAppender rows = appender("s VARCHAR, l VARCHAR[]")) {
            for (int i = 0; i < 10_000; i++) {
                if (random.nextInt(4) == 0) {
                    rows.none();
                    texts.add(null);
                } else {
                    String text = "w".repeat(random.nextInt(2_000)) + i;
                    rows.text(text.getBytes(StandardCharsets.UTF_8));
                    texts.add(text);
                }
                if (random.nextInt(3) == 0) {
                    rows.none();
                    lists.add(null);
                } else {
                    List<String> list = Collections.nCopies(random.nextInt(4), "element of list " + i);
                    rows.texts(list);
                    lists.add(String.join("|", list));
                }
                rows.endRow();
            }
            rows.flush();
        }

        assertThat(texts("SELECT s FROM t")).isEqualTo(texts);
        assertThat(texts("SELECT array_to_string(l, '|') FROM t")).isEqualTo(lists);
    }

    @Test
    void textsLargerThanTheHeap_areWrittenWhole() throws SQLException {
        byte[] large = new byte[20 << 20];
        Arrays.fill(large, (byte) 'x');
        try (RowAppender rows = appender("s VARCHAR, o VARCHAR")) {
            for (int i = 0; i < 3; i++) {
                rows.text("a text before the large one").text(large).endRow();
                rows.text("a text after the large one").text("small").endRow();
            }
            rows.flush();
        }

        assertThat(count("SELECT count(*) FROM t WHERE length(o) = " + large.length + " AND s LIKE '%before%'"))
                .isEqualTo(3);
        assertThat(count("SELECT count(*) FROM t WHERE o = 'small' AND s LIKE '%after%'"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasWritten_flushedOrNot_goesWithItsTransaction(boolean flushed) throws SQLException {
        execute("CREATE TABLE t (n BIGINT)");
        execute("BEGIN TRANSACTION");
        try (RowAppender rows = new RowAppender(connection, "t", new TextHeap())) {
            for (int i = 0; i < 3 * Chunk.CAPACITY + 1; i++) {
                rows.number(i).endRow();
            }
            if (flushed) {
                rows.flush();
            }
        }
        execute("ROLLBACK");

        assertThat(count("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void aHeap_isUsedAgain() throws SQLException {
        TextHeap heap = new TextHeap();
        execute("CREATE TABLE t (s VARCHAR)");
        for (int i = 0; i < 3; i++) {
            try (RowAppender rows = new RowAppender(connection, "t", heap)) {
                rows.text("a text of batch " + i).endRow();
                rows.flush();
                rows.text("a text that is given up");
            }
        }

        assertThat(texts("SELECT s FROM t"))
                .containsExactly("a text of batch 0", "a text of batch 1", "a text of batch 2");
    }

    @Test
    void aNullWhereNoneMayBe_isAnErrorThatNamesTheColumn() throws SQLException {
        try (RowAppender rows = appender("n BIGINT NOT NULL")) {
            rows.none().endRow();

            assertThatThrownBy(rows::flush)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("NOT NULL constraint failed: t.n");
        }
    }

    @Test
    void aValueOfAnotherType_isADefectAndWritesNothing() throws SQLException {
        try (RowAppender rows = appender("n BIGINT, s VARCHAR")) {
            assertThatThrownBy(() -> rows.text("no number")).hasMessage("column 1 is BIGINT, not VARCHAR");
        }
        assertThat(count("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void aRowTooShort_isADefect() throws SQLException {
        try (RowAppender rows = appender("n BIGINT, s VARCHAR")) {
            rows.number(1);

            assertThatThrownBy(rows::endRow).hasMessage("a row of 2 columns has 1 values");
        }
    }

    @Test
    void aTableThatIsNotThere_isAnErrorThatNamesIt() {
        assertThatThrownBy(() -> new RowAppender(connection, "nowhere", new TextHeap()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no rows can be written to nowhere");
    }

    @Test
    void aColumnOfATypeThatNobodyWrites_isADefect() {
        assertThatThrownBy(() -> appender("d DATE")).hasMessage("no rows are written with a column of type 13");
    }
}
