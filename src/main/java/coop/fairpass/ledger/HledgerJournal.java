package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The whole books as an hledger journal: plain text that a program which is not ours reads, balances and sums, so that
 * nobody has to believe us. One transaction a posting; accounts are {@code 467120 Titres activés:C0001-2026-000001}.
 */
@Component
public class HledgerJournal {

    private final JdbcTemplate jdbc;

    HledgerJournal(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(5_000);
    }

    /** Writes every posting that counts up to {@code through}, itself included; returns how many. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public long handle(LocalDate through, OutputStream out) {
        var writer = new PostingWriter(out);
        writer.text("; Fairpass\ncommodity 1000.00 EUR\n");
        RowCallbackHandler eachAccount =
                row -> writer.text("account " + name(Account.of(row.getInt("account")), row.getString("code")) + "\n");
        jdbc.query("""
                SELECT DISTINCT l.account, a.code
                  FROM ledger.line l
                  LEFT JOIN ledger.auxiliary a ON a.id = l.auxiliary
                 ORDER BY l.account, a.code
                """, eachAccount);
        RowCallbackHandler eachLine = row -> writer.line(
                row.getLong("posting"),
                row.getObject("effective_on", LocalDate.class),
                row.getString("piece"),
                Movement.valueOf(row.getString("movement")),
                name(Account.of(row.getInt("account")), row.getString("code")),
                Money.cents(row.getLong("amount_cents")));
        jdbc.query("""
                SELECT l.posting, l.effective_on, l.piece, l.movement, l.account, a.code, l.amount_cents
                  FROM ledger.line l
                  LEFT JOIN ledger.auxiliary a ON a.id = l.auxiliary
                 WHERE l.effective_on <= ?
                 ORDER BY l.posting, l.leg, l.amount_cents DESC
                """, eachLine, through);
        return writer.count;
    }

    static String name(Account account, @Nullable String third) {
        // Two spaces would end an account's name, and a colon would start a sub-account.
        var name = account.code() + " " + account.label().replace(":", "").replaceAll("\\s+", " ");
        return third == null ? name : name + ":" + third;
    }

    private static final class PostingWriter {
        private final OutputStream out;
        private long current = -1;
        private long count;

        PostingWriter(OutputStream out) {
            this.out = out;
        }

        void line(long posting, LocalDate on, String piece, Movement movement, String account, Money amount) {
            if (posting != current) {
                current = posting;
                count++;
                text("\n%s * (%s) %s %s\n".formatted(on, piece.replace(")", ""), movement, movement.label()));
            }
            text("    %s  %s EUR\n".formatted(account, amount.dotted()));
        }

        void text(String text) {
            try {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
