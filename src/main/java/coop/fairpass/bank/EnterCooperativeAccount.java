package coop.fairpass.bank;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The treasurer enters one of the cooperative's two accounts. It is what payers read on their documents, so a change is
 * another entry, kept beside the first, and the cooperative is told.
 */
@Component
public class EnterCooperativeAccount {

    /** {@code id} is chosen by the form, so that sending it twice enters one account. */
    public record Command(UUID id, AccountKind kind, Iban iban, Optional<Bic> bic, String holderName, Actor by) {}

    public sealed interface Outcome {
        record Entered() implements Outcome {}

        record Refused(AccountReason reason) implements Outcome {}
    }

    /** Why an account of ours is not entered. */
    public enum AccountReason {
        NOT_ALLOWED,
        HOLDER_MISSING,
        BIC_ELSEWHERE,
        ID_TAKEN,
        OTHER_ACCOUNT_OF_OURS
    }

    private static final int LONGEST_HOLDER = 140;

    private final OwnAccounts accounts;
    private final CooperativeNotices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    EnterCooperativeAccount(OwnAccounts accounts, CooperativeNotices notices, JdbcClient jdbc, Clock clock) {
        this.accounts = accounts;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(AccountReason.NOT_ALLOWED);
        }
        var holder = command.holderName().strip();
        if (holder.isEmpty() || holder.length() > LONGEST_HOLDER) {
            return new Outcome.Refused(AccountReason.HOLDER_MISSING);
        }
        if (command.bic().filter(bic -> !bic.canHold(command.iban())).isPresent()) {
            return new Outcome.Refused(AccountReason.BIC_ELSEWHERE);
        }
        // one account is entered at a time, or two could each be told to be the other
        jdbc.sql("SELECT pg_advisory_xact_lock(512, 0)").query((_, _) -> 0).single();
        if (wasEntered(command.id())) {
            return isEntered(command, holder) ? new Outcome.Entered() : new Outcome.Refused(AccountReason.ID_TAKEN);
        }
        if (accounts.kindOf(command.iban())
                .filter(kind -> kind != command.kind())
                .isPresent()) {
            return new Outcome.Refused(AccountReason.OTHER_ACCOUNT_OF_OURS);
        }
        boolean replaces = accounts.find(command.kind()).isPresent();
        insert(command, holder);
        if (replaces) {
            notices.tell(
                    "own-account/" + command.id(),
                    "Un compte bancaire de la coopérative a changé",
                    ("Le %s, un autre compte %s a été saisi : les prochains documents le porteront."
                                    + " Vérifiez-le ; si vous n’en savez rien, prévenez le trésorier.")
                            .formatted(
                                    Paris.french(Paris.today(clock)),
                                    command.kind() == AccountKind.SEGREGATED ? "cantonné" : "d’exploitation"));
        }
        return new Outcome.Entered();
    }

    private boolean wasEntered(UUID id) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM bank.account WHERE id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private boolean isEntered(Command command, String holder) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM bank.account
                             WHERE id = :id AND kind = :kind AND iban = :iban AND holder_name = :holder
                               AND bic IS NOT DISTINCT FROM :bic)
                        """)
                .param("id", command.id())
                .param("kind", command.kind().name())
                .param("iban", command.iban().value())
                .param("holder", holder)
                .param("bic", command.bic().map(Bic::value).orElse(null), java.sql.Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    private void insert(Command command, String holder) {
        jdbc.sql("""
                        INSERT INTO bank.account (id, kind, iban, bic, holder_name, entered_at, entered_by)
                        VALUES (:id, :kind, :iban, :bic, :holder, :at, :by)
                        """)
                .param("id", command.id())
                .param("kind", command.kind().name())
                .param("iban", command.iban().value())
                .param("bic", command.bic().map(Bic::value).orElse(null))
                .param("holder", holder)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .update();
    }
}
