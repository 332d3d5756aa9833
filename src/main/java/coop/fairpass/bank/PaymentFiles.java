package coop.fairpass.bank;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what payment files say, so that the same file is written again with the same bytes. */
@Component
class PaymentFiles {

    private final OwnAccounts accounts;
    private final Organisations organisations;
    private final BankSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    PaymentFiles(
            OwnAccounts accounts, Organisations organisations, BankSettings settings, JdbcClient jdbc, Clock clock) {
        this.accounts = accounts;
        this.organisations = organisations;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a file from one of our accounts would say if it left now; empty while that account is unknown. */
    Optional<FileDescription> describe(String messageId, AccountKind from) {
        return accounts.current(from)
                .map(ours -> new FileDescription(
                        messageId,
                        Instant.ofEpochSecond(clock.instant().getEpochSecond()),
                        Paris.today(clock),
                        organisations.cooperative().map(Organisation::legalName).orElse(ours.holderName()),
                        ours.holderName(),
                        ours.iban(),
                        ours.bic(),
                        settings.batchBooking()));
    }

    /** Whether another file has already left under this name. */
    boolean isMessageIdUsed(String messageId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM bank.payment_file WHERE message_id = :id)")
                .param("id", messageId)
                .query(Boolean.class)
                .single();
    }

    void keep(UUID subject, FileDescription description) {
        jdbc.sql("""
                        INSERT INTO bank.payment_file (subject, message_id, created_at, checked_on, initiator, debtor_name,
                               debtor_iban, debtor_bic, batch_booking)
                        VALUES (:subject, :message_id, :created_at, :checked_on, :initiator, :debtor_name, :debtor_iban,
                               :debtor_bic, :batch_booking)
                        """)
                .param("subject", subject)
                .param("message_id", description.messageId())
                .param("created_at", OffsetDateTime.ofInstant(description.createdAt(), ZoneOffset.UTC))
                .param("checked_on", description.checkedOn())
                .param("initiator", description.initiator())
                .param("debtor_name", description.debtorName())
                .param("debtor_iban", description.debtorIban().value())
                .param("debtor_bic", description.debtorBic().map(Bic::value).orElse(null))
                .param("batch_booking", description.batchBooking())
                .update();
    }

    Optional<FileDescription> kept(UUID subject) {
        return jdbc.sql("""
                        SELECT message_id, created_at, checked_on, initiator, debtor_name, debtor_iban, debtor_bic,
                               batch_booking
                          FROM bank.payment_file
                         WHERE subject = :subject
                        """)
                .param("subject", subject)
                .query((row, _) -> new FileDescription(
                        row.getString("message_id"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("checked_on", LocalDate.class),
                        row.getString("initiator"),
                        row.getString("debtor_name"),
                        Iban.of(row.getString("debtor_iban")),
                        Optional.ofNullable(row.getString("debtor_bic")).map(Bic::of),
                        row.getBoolean("batch_booking")))
                .optional();
    }

    /** The runs whose file, or the one block in it, goes by one of these names. */
    List<UUID> runsNamed(List<String> names) {
        return jdbc.sql("""
                        SELECT r.id
                          FROM bank.payment_file f
                          JOIN bank.run r ON r.id = f.subject
                         WHERE f.message_id = ANY (:names) OR f.message_id || '-01' = ANY (:names)
                         ORDER BY r.number
                        """)
                .param("names", names.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    /** A file whose content was kept; it was checked then, and must still be what it was. */
    static CreditTransferFile rebuilt(CreditTransferDraft draft, LocalDate checkedOn) {
        return switch (CreditTransferFile.check(draft, checkedOn)) {
            case CreditTransferFile.Outcome.Ready(var file) -> file;
            case CreditTransferFile.Outcome.Refused(var reason, var _) ->
                throw new IllegalStateException(
                        "file %s has left and is now refused: %s".formatted(draft.messageId(), reason));
        };
    }
}
