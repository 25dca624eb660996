package dev.assay.store.columns;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps the statements it has prepared. The engine plans a statement when it is prepared, and again when it is executed,
 * since only then the values are known that tell what need not be read; most questions are small, and planning is most of their time.
 */
final class KeptStatements implements InvocationHandler {

    /** A question has about five; filters, fields and pages make them different. */
    private static final int MOST = 50;

    private final Connection connection;

    /** Those that nobody uses, the one that was used last at the end. */
    private final SequencedMap<String, PreparedStatement> idle = new LinkedHashMap<>();

    private KeptStatements(Connection connection) {
        this.connection = connection;
    }

    /** @param connection is closed with the one that is returned; for one thread at a time */
    static Connection on(Connection connection) {
        return answeredBy(new KeptStatements(connection), Connection.class);
    }

    /** Has the classes made that the first of each kind waits for. */
    static void load() {
        InvocationHandler nothing = (_, method, _) -> method;
        answeredBy(nothing, Connection.class);
        answeredBy(nothing, PreparedStatement.class);
    }

    private static <T> T answeredBy(InvocationHandler handler, Class<T> type) {
        return type.cast(Proxy.newProxyInstance(KeptStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1) {
            return prepare((String) arguments[0]);
        }
        if (method.getName().equals("close")) {
            closeIdle();
        }
        return ask(connection, method, arguments);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        @Nullable PreparedStatement kept = idle.remove(sql);
        return answeredBy(
                new Use(sql, kept == null ? connection.prepareStatement(sql) : kept), PreparedStatement.class);
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
        @Nullable PreparedStatement other = idle.put(sql, statement);
        if (other != null) {
            other.close(); // two were in use
        }
        if (idle.size() > MOST) {
            idle.pollFirstEntry().getValue().close();
        }
    }

    private void closeIdle() throws SQLException {
        for (PreparedStatement statement : idle.values()) {
            statement.close();
        }
        idle.clear();
    }

    private static @Nullable Object ask(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** From when a statement is asked for until it is closed; one that failed is not kept. */
    private final class Use implements InvocationHandler {

        private final String sql;
        private final PreparedStatement statement;
        private boolean failed;
        private boolean closed;

        Use(String sql, PreparedStatement statement) {
            this.sql = sql;
            this.statement = statement;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close") && !failed) {
                if (!closed) {
                    closed = true;
                    keep(sql, statement);
                }
                return null;
            }
            try {
                return ask(statement, method, arguments);
            } catch (SQLException e) {
                failed = true;
                throw e;
            }
        }
    }
}
