package coop.fairpass.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The legs of a span of days in the order of the books, as PostgreSQL copies them out: binary, one at a time, however
 * many there are. Reading rows through JDBC costs several times what writing them does.
 *
 * <p>The fields hold the leg that {@link #next} moved to.
 */
final class LegCopy {

    /** What the accounts of third parties need. */
    private static final String AMOUNTS =
            "posting, leg, effective_on, amount_cents, debit_account, debit_auxiliary, credit_account, credit_auxiliary";

    /** What a line says besides. */
    private static final String WORDS = ", movement, recorded_at, piece";

    private static final int SIGNATURE = 11;
    private static final int AMOUNT_FIELDS = 8;
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay(); // PostgreSQL counts from there
    private static final long MICROSECONDS = 1_000_000;

    private final CopyOut copy;
    private ByteBuffer message = ByteBuffer.allocate(0);
    private boolean started;

    long posting;
    int leg;
    long epochDay;
    long cents;
    int debitAccount;
    /** Zero where there is no third party. */
    int debitAuxiliary;

    int creditAccount;
    int creditAuxiliary;
    Movement movement = Movement.M01;
    long recordedAtEpochSecond;
    String piece = "";
    private byte[] movementCode = {};

    private LegCopy(CopyOut copy) {
        this.copy = copy;
    }

    /** Amounts only. */
    static LegCopy amounts(Connection connection, LocalDate from, LocalDate until) throws SQLException {
        return start(connection, AMOUNTS, from, until);
    }

    /** Amounts, and what is written beside them. */
    static LegCopy whole(Connection connection, LocalDate from, LocalDate until) throws SQLException {
        return start(connection, AMOUNTS + WORDS, from, until);
    }

    private static LegCopy start(Connection connection, String columns, LocalDate from, LocalDate until)
            throws SQLException {
        // COPY takes no parameter; a LocalDate writes nothing but a day.
        return new LegCopy(
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                        COPY (
                            SELECT %s
                              FROM ledger.leg
                             WHERE effective_on >= '%s'
                               AND effective_on < '%s'
                             ORDER BY posting, leg
                        ) TO STDOUT (FORMAT binary)
                        """.formatted(columns, from, until)));
    }

    /** Moves to the next leg; false after the last one. */
    boolean next() throws SQLException {
        while (!message.hasRemaining()) {
            var bytes = copy.readFromCopy();
            if (bytes == null) {
                return false;
            }
            message = ByteBuffer.wrap(bytes);
            if (!started) {
                started = true;
                message.position(SIGNATURE + Integer.BYTES); // its signature and flags
                int extension = message.getInt();
                message.position(message.position() + extension);
            }
        }
        int fields = message.getShort();
        if (fields < 0) { // the trailer
            message.position(message.limit());
            return next();
        }
        posting = number();
        leg = (int) number();
        epochDay = EPOCH_DAY + number();
        cents = number();
        debitAccount = (int) number();
        debitAuxiliary = (int) number();
        creditAccount = (int) number();
        creditAuxiliary = (int) number();
        if (fields > AMOUNT_FIELDS) {
            movement(bytes());
            recordedAtEpochSecond = EPOCH_DAY * 86_400 + Math.floorDiv(number(), MICROSECONDS);
            piece = new String(bytes(), StandardCharsets.UTF_8);
        }
        return true;
    }

    private long number() {
        return switch (message.getInt()) {
            case -1 -> 0; // NULL
            case Short.BYTES -> message.getShort();
            case Integer.BYTES -> message.getInt();
            case Long.BYTES -> message.getLong();
            default -> throw new IllegalStateException("a whole number was expected");
        };
    }

    private byte[] bytes() {
        var bytes = new byte[message.getInt()];
        message.get(bytes);
        return bytes;
    }

    private void movement(byte[] code) {
        if (!Arrays.equals(code, movementCode)) {
            movementCode = code;
            movement = Movement.valueOf(new String(code, StandardCharsets.US_ASCII));
        }
    }
}
