package coop.fairpass.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * What a program asks of its database, step by step: each statement is a step, and each commit two, before and after.
 * At a chosen step the program dies: its connection is cut and nothing more of it is carried out.
 */
final class Steps {

    /** The program is no more; nothing may go on after it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(int step) {
            super("killed at step " + step, null, false, false);
        }
    }

    private DataSource target;
    private int taken;
    private int last = Integer.MAX_VALUE;

    Steps(DataSource target) {
        this.target = target;
    }

    /** Starts to count again, in another base, up to the step at which the program dies. */
    void restart(HikariDataSource other, int deadlyStep) {
        target = other;
        taken = 0;
        last = deadlyStep;
    }

    int taken() {
        return taken;
    }

    DataSource asDataSource() {
        return proxy(DataSource.class, (method, arguments) -> {
            var given = call(target, method, arguments);
            return given instanceof Connection connection ? watched(connection) : given;
        });
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("commit")) {
                step(connection);
                call(connection, method, arguments);
                step(connection);
                return null;
            }
            if (taken >= last && method.getName().equals("rollback")) {
                return null; // the dead undo nothing: their connection is gone, and what it had begun with it
            }
            var given = call(connection, method, arguments);
            return switch (given) {
                case PreparedStatement statement -> watched(PreparedStatement.class, statement, connection);
                case Statement statement -> watched(Statement.class, statement, connection);
                case null, default -> given;
            };
        });
    }

    private <T> T watched(Class<T> type, T statement, Connection connection) {
        return proxy(type, (method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                step(connection);
            }
            return call(statement, method, arguments);
        });
    }

    private void step(Connection connection) throws SQLException {
        if (++taken >= last) {
            connection.abort(Runnable::run);
            throw new Killed(taken);
        }
    }

    @FunctionalInterface
    private interface Answering {
        @org.jspecify.annotations.Nullable
        Object answer(Method method, Object @org.jspecify.annotations.Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                Steps.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> answering.answer(method, arguments)));
    }

    private static @org.jspecify.annotations.Nullable Object call(
            Object on, Method method, Object @org.jspecify.annotations.Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
