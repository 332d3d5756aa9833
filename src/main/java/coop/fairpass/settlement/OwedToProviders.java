package coop.fairpass.settlement;

import coop.fairpass.booklets.SignText;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.Owed.OpenMonth;
import coop.fairpass.web.SafeCsv;
import coop.fairpass.web.Sentences;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each provider is owed now, and the signed list that proves it voucher by voucher. */
@Component
class OwedToProviders {

    private final Statements statements;
    private final Repayments repayments;
    private final Organisations organisations;
    private final SignText signText;
    private final JdbcClient jdbc;
    private final Clock clock;

    OwedToProviders(
            Statements statements,
            Repayments repayments,
            Organisations organisations,
            SignText signText,
            JdbcClient jdbc,
            Clock clock) {
        this.statements = statements;
        this.repayments = repayments;
        this.organisations = organisations;
        this.signText = signText;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Owed now(OrganisationId provider) {
        return new Owed(
                statements.of(provider).stream().filter(OwedToProviders::isOwed).toList(),
                statements
                        .carriedTo(provider)
                        .plus(Repayments.sum(repayments
                                .waiting(List.of(organisations.get(provider)))
                                .getOrDefault(provider, List.of())))
                        .min(Money.ZERO),
                open(provider));
    }

    static boolean isOwed(Statement statement) {
        return switch (statement.state()) {
            case ISSUED, WITHHELD, APPROVED, SENT, RETURNED -> true;
            case PAID, CARRIED_OVER -> false;
        };
    }

    /** The months in which a provider redeemed and that no statement counts yet, the oldest first. */
    @Transactional(readOnly = true)
    List<OpenMonth> open(OrganisationId provider) {
        return jdbc.sql("""
                        SELECT date_trunc('month', r.counts_on)::date AS month, count(*) AS vouchers,
                               sum(r.face_cents) AS face_cents
                          FROM redemption.spent r
                         WHERE r.provider = :provider
                           AND r.state IN ('ACCEPTED', 'REVERSED')
                           AND NOT EXISTS (SELECT 1 FROM settlement.statement s
                                            WHERE s.provider = r.provider
                                              AND s.month = date_trunc('month', r.counts_on)::date)
                         GROUP BY 1
                         ORDER BY 1
                        """)
                .param("provider", provider.value())
                .query((row, _) -> new OpenMonth(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getLong("vouchers"),
                        Money.cents(row.getLong("face_cents"))))
                .list();
    }

    /** The list as a table for spreadsheets, signed. */
    @Transactional(readOnly = true)
    byte[] signedList(OrganisationId provider) {
        var owed = now(provider);
        var csv = new SafeCsv("relevé", "état", "date du service", "lieu", "service", "chèque", "montant en euros");
        for (var statement : owed.statements()) {
            var state = Sentences.french(statement.state());
            for (var line : statements.lines(statement)) {
                row(csv, statement.number(), state, line);
            }
            csv.row(
                    statement.number(),
                    state,
                    statement.dueOn(),
                    "",
                    "net à payer",
                    "",
                    statement.net().comma());
        }
        for (var month : owed.open()) {
            for (var line : statements.lines(provider, month.month())) {
                row(csv, "pas encore de relevé", Paris.french(month.month()), line);
            }
        }
        csv.row(
                "",
                "",
                "",
                "",
                "reporté des mois précédents",
                "",
                owed.carried().comma());
        csv.row("", "", "", "", "total dû sur relevés", "", owed.onStatements().comma());
        csv.row(
                "",
                "",
                "",
                "",
                "valeur faciale sans relevé, avant frais",
                "",
                owed.notYetStated().comma());
        csv.row(
                "",
                "",
                "",
                "",
                "dû à %s, liste arrêtée le %s"
                        .formatted(organisations.get(provider).legalName(), Paris.french(clock.instant())),
                "",
                "");
        return signText.sign(new String(csv.bytes(), StandardCharsets.UTF_8));
    }

    private static void row(SafeCsv csv, String statement, String state, Statements.Line line) {
        csv.row(
                statement,
                state,
                line.serviceOn(),
                line.placeName(),
                line.serviceLabel(),
                new VoucherNumber(line.voucher()).serial(),
                line.face().comma());
    }
}
