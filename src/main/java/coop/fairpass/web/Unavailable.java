package coop.fairpass.web;

import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Whether what failed is the database being away, full or restarting: nobody's mistake, and gone by itself or by an
 * operator. Whoever asked asks again, with the same id; whether it was done the first time is then answered.
 */
public final class Unavailable {

    private Unavailable() {}

    /** Walks through all causes. */
    public static boolean isCauseOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessResourceException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof QueryTimeoutException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionSystemException
                    || (cause instanceof SQLException sql && isPassing(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The connection (08), what a server needs (53: disk, memory), an operator's act (57), the system (58); a lock that
     * somebody keeps, who waits for a standby (55P03); a primary that is no longer one (25006).
     */
    private static boolean isPassing(@org.jspecify.annotations.Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.startsWith("58")
                        || state.equals("55P03")
                        || state.equals("25006"));
    }
}
