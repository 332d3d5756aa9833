package coop.fairpass.settlement;

import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.qualification.Subscriptions;
import coop.fairpass.web.Archive;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.TakenAway;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a provider was paid, month after month and voucher by voucher, what it contested and what it gave. */
@Component
class StatementsTaken implements TakenAway {

    private final Statements statements;
    private final OwedToProviders owed;
    private final LineDisputes disputes;
    private final SetOffAgreements agreements;
    private final Subscriptions subscriptions;
    private final JdbcClient jdbc;

    StatementsTaken(
            Statements statements,
            OwedToProviders owed,
            LineDisputes disputes,
            SetOffAgreements agreements,
            Subscriptions subscriptions,
            JdbcClient jdbc) {
        this.statements = statements;
        this.owed = owed;
        this.disputes = disputes;
        this.agreements = agreements;
        this.subscriptions = subscriptions;
        this.jdbc = jdbc;
    }

    @Override
    public int rank() {
        return 50;
    }

    @Override
    public void write(OrganisationId provider, Archive archive) throws IOException {
        var all = statements.of(provider);
        archive.table(
                "releves/releves.csv",
                "Vos relevés, un par mois : de la valeur faciale au net, et quand il fut payé.",
                List.of(
                        "relevé",
                        "mois",
                        "chèques",
                        "report (EUR)",
                        "valeur faciale (EUR)",
                        "frais HT (EUR)",
                        "TVA sur les frais (EUR)",
                        "versement volontaire (EUR)",
                        "abonnement par compensation (EUR)",
                        "corrections (EUR)",
                        "net (EUR)",
                        "facture de frais",
                        "à payer le",
                        "état",
                        "motif",
                        "payé le",
                        "référence du virement"),
                table -> all.forEach(one -> table.row(
                        one.number(),
                        one.month(),
                        one.redemptions(),
                        one.carriedIn().comma(),
                        one.face().comma(),
                        one.fee().comma(),
                        one.vat().comma(),
                        one.contribution().comma(),
                        one.setOff().comma(),
                        one.corrections().comma(),
                        one.net().comma(),
                        one.feeInvoice(),
                        one.dueOn(),
                        Sentences.french(one.state()),
                        one.stateReason(),
                        one.paidOn(),
                        statements.transferReference(one))));
        archive.table(
                "releves/lignes.csv",
                "Chaque chèque de chaque relevé, et ceux qui ne sont pas encore sur un relevé.",
                List.of(
                        "relevé",
                        "mois",
                        "date du service",
                        "lieu",
                        "code du service",
                        "service",
                        "chèque",
                        "valeur (EUR)"),
                table -> {
                    all.forEach(one -> lines(
                            one.number(), statements.lines(one), one.month().toString(), table));
                    owed.open(provider)
                            .forEach(open -> lines(
                                    "",
                                    statements.lines(provider, open.month()),
                                    open.month().toString(),
                                    table));
                });
        archive.table(
                "releves/frais.csv",
                "Les frais de chaque relevé, par taux.",
                List.of("relevé", "chèques", "valeur d’un chèque (EUR)", "taux", "frais HT (EUR)"),
                table -> all.forEach(one -> statements
                        .feeLines(one.number())
                        .forEach(fee -> table.row(
                                one.number(),
                                fee.vouchers(),
                                fee.faceValue().comma(),
                                fee.rate().french(),
                                fee.fee().comma()))));
        archive.table(
                "releves/contestations.csv",
                "Les lignes que vous avez contestées, et ce qui fut répondu.",
                List.of("relevé", "chèque", "motif", "contestée le", "réponse", "décision", "corrigée sur"),
                table -> all.forEach(one -> disputes.of(one.number())
                        .forEach(dispute -> table.row(
                                one.number(),
                                serial(dispute.redemption().voucher()),
                                dispute.reason(),
                                dispute.contestedOn(),
                                dispute.answer(),
                                dispute.decision().map(Sentences::french),
                                dispute.correctedOn()))));
        archive.table(
                "releves/reprises.csv",
                "Les chèques payés qui se sont révélés erronés, et le relevé qui les reprend.",
                List.of("chèque", "valeur (EUR)", "motif", "ouverte le", "relevé", "avoir"),
                table -> claims(provider, table));
        archive.table(
                "releves/versement-volontaire.csv",
                "Vos choix de verser ou non 1 % au fonds de dotation.",
                List.of("quand", "verse"),
                table -> choices(provider, table));
        archive.table(
                "releves/compensation.csv",
                "Votre accord pour retenir l’abonnement sur vos relevés : quand il fut donné, quand il fut retiré.",
                List.of("quand", "accord", "texte"),
                table -> agreements
                        .all(provider)
                        .reversed()
                        .forEach(one ->
                                table.row(Paris.french(one.since()), one.agrees() ? "donné" : "retiré", one.words())));
        archive.table(
                "releves/abonnements.csv",
                "Vos abonnements : ce qui fut facturé, ce qui fut payé ou retenu.",
                List.of("facture", "à partir du", "à payer le", "montant (EUR)", "reçu (EUR)", "reste (EUR)"),
                table -> subscriptions
                        .of(provider)
                        .reversed()
                        .forEach(one -> table.row(
                                one.invoice(),
                                one.yearFrom(),
                                one.dueOn(),
                                one.total().comma(),
                                one.received().comma(),
                                one.open().comma())));
    }

    private static void lines(String statement, List<Statements.Line> lines, String month, Archive.Table table) {
        lines.forEach(line -> table.row(
                statement,
                month,
                line.serviceOn(),
                line.placeName(),
                line.service(),
                line.serviceLabel(),
                serial(line.voucher()),
                line.face().comma()));
    }

    private static String serial(long voucher) {
        return new VoucherNumber(voucher).serial();
    }

    private void claims(OrganisationId provider, Archive.Table table) {
        jdbc.sql("""
                        SELECT voucher, face_cents, reason, opened_at, statement, credit_note
                          FROM settlement.claim
                         WHERE provider = :provider
                           AND confirmed_at IS NOT NULL
                         ORDER BY opened_at, id
                        """).param("provider", provider.value()).query(row -> {
            table.row(
                    serial(row.getLong("voucher")),
                    coop.fairpass.money.Money.cents(row.getLong("face_cents")).comma(),
                    row.getString("reason"),
                    Paris.dayOf(row.getObject("opened_at", OffsetDateTime.class).toInstant()),
                    Optional.ofNullable(row.getString("statement")),
                    Optional.ofNullable(row.getString("credit_note")));
        });
    }

    private void choices(OrganisationId provider, Archive.Table table) {
        jdbc.sql("""
                        SELECT chosen_at, gives
                          FROM settlement.contribution_choice
                         WHERE provider = :provider
                         ORDER BY chosen_at
                        """).param("provider", provider.value()).query(row -> {
            table.row(
                    Paris.french(
                            row.getObject("chosen_at", OffsetDateTime.class).toInstant()),
                    row.getBoolean("gives") ? "oui" : "non");
        });
    }
}
