package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptStatementsTest {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = KeptStatements.on(DriverManager.getConnection("jdbc:duckdb:"));
        execute("CREATE TABLE numbers AS SELECT range AS n FROM range(10)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long above(Object number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM numbers WHERE n > ?")) {
            statement.setObject(1, number);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void statementAskedAgain_seesItsValues_andWhatHasBecomeOfTheRows() throws SQLException {
        assertThat(above(100L)).isZero();
        assertThat(above(4L)).isEqualTo(5);

        execute("INSERT INTO numbers VALUES (200)");
        assertThat(above(100L)).isOne();

        execute("CREATE OR REPLACE TABLE numbers AS SELECT range AS n FROM range(1000)");
        assertThat(above(100L)).isEqualTo(899);
    }

    @Test
    void statementAskedWithinItself_isAnother() throws SQLException {
        String sql = "SELECT n FROM numbers WHERE n < ? ORDER BY n";
        try (PreparedStatement outer = connection.prepareStatement(sql);
                PreparedStatement inner = connection.prepareStatement(sql)) {
            outer.setObject(1, 2L);
            inner.setObject(1, 1L);
            try (ResultSet row = outer.executeQuery();
                    ResultSet other = inner.executeQuery()) {
                assertThat(other.next()).isTrue();
                assertThat(other.next()).isFalse();
                assertThat(row.next()).isTrue();
                assertThat(row.next()).isTrue();
                assertThat(row.next()).isFalse();
            }
        }
        assertThat(above(8L)).isOne();
    }

    @Test
    void statementThatFailed_isPreparedAnew() throws SQLException {
        assertThatThrownBy(() -> above("many")).isInstanceOf(SQLException.class).hasMessageContaining("many");
        assertThat(above(8L)).isOne();
    }

    @Test
    void manyStatements_areNotAllKept() throws SQLException {
        for (int i = 0; i < 200; i++) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + i)) {
                assertThat(statement.execute()).isTrue();
            }
        }
        assertThat(above(8L)).isOne();
    }
}
