package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.redemption.AppealRejection.AppealDecision;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import coop.fairpass.web.Archive;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.TakenAway;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every voucher that a provider accepted, what was held and said of it; by its serial, for codes are nowhere here. */
@Component
class RedemptionsTaken implements TakenAway {

    private static final String FOLDER = "cheques/documents";

    private final JdbcClient jdbc;
    private final People people;

    RedemptionsTaken(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public void write(OrganisationId provider, Archive archive) throws IOException {
        archive.table(
                "cheques/cheques.csv",
                "Chaque chèque accepté ou mis en attente dans vos lieux. Le numéro de série est imprimé sur le chèque ;"
                        + " son code n’est gardé nulle part.",
                List.of(
                        "chèque",
                        "tentative",
                        "lieu",
                        "code du service",
                        "service",
                        "date du service",
                        "compte dans le mois du",
                        "valeur (EUR)",
                        "prix du service (EUR)",
                        "taux de frais",
                        "médiateur",
                        "état",
                        "enregistré"),
                table -> redemptions(provider, table));
        archive.table(
                "cheques/attentes.csv",
                "Les chèques mis en attente : pourquoi, votre réponse, la décision, votre recours et sa décision.",
                List.of(
                        "chèque",
                        "tentative",
                        "règle",
                        "mis en attente",
                        "votre réponse",
                        "décision",
                        "motif",
                        "recours",
                        "décision sur le recours",
                        "motif de cette décision"),
                table -> holds(provider, table));
        archive.folder(
                FOLDER, "Les documents que vous avez donnés avec une réponse ou un recours, tant qu’ils sont gardés.");
        for (var document : documents(provider)) {
            archive.file(document.path(), content(document));
        }
        archive.table(
                "cheques/sans-reseau.csv",
                "Ce que vos appareils ont accepté ou annulé sans réseau, et ce qui fut répondu.",
                List.of("enveloppe", "appareil", "numéro", "geste", "accepté", "chèque", "résultat", "reçu"),
                table -> envelopes(provider, table));
    }

    /** A month at a time, in the order of what they count on; what counts in none comes last. */
    private void redemptions(OrganisationId provider, Archive.Table table) {
        var named = new HashMap<UUID, String>();
        var months = jdbc.sql("""
                        SELECT DISTINCT date_trunc('month', counts_on)::date
                          FROM redemption.redemption
                         WHERE provider = :provider
                           AND counts_on IS NOT NULL
                         ORDER BY 1
                        """)
                .param("provider", provider.value())
                .query(LocalDate.class)
                .list();
        months.forEach(month -> redemptions(provider, month, named, table));
        redemptions(provider, null, named, table);
    }

    private void redemptions(
            OrganisationId provider, @Nullable LocalDate month, Map<UUID, String> named, Archive.Table table) {
        jdbc.sql("""
                        SELECT r.voucher, r.attempt, p.name AS place_name, r.service,
                               coalesce(s.label, r.service) AS service_label, r.service_on, r.counts_on, r.face_cents,
                               r.price_cents, r.fee_ppm, r.mediator, r.state, r.recorded_at
                          FROM redemption.redemption r
                          LEFT JOIN places.place_period p ON p.place = r.place
                          LEFT JOIN catalogue.service_period s ON s.code = r.service AND s.valid_from <= r.service_on
                               AND (s.valid_until IS NULL OR s.valid_until > r.service_on)
                         WHERE r.provider = :provider
                           AND (r.counts_on >= :month AND r.counts_on < :next OR :month IS NULL AND r.counts_on IS NULL)
                         ORDER BY r.counts_on, r.recorded_at, r.voucher, r.attempt
                        """)
                .param("provider", provider.value())
                .param("month", month, Types.DATE)
                .param("next", month == null ? null : month.plusMonths(1), Types.DATE)
                .query(row -> {
                    var mediator = Optional.ofNullable(row.getObject("mediator", UUID.class));
                    table.row(
                            serial(row),
                            row.getInt("attempt"),
                            Optional.ofNullable(row.getString("place_name")),
                            row.getString("service"),
                            row.getString("service_label"),
                            row.getObject("service_on", LocalDate.class),
                            Optional.ofNullable(row.getObject("counts_on", LocalDate.class)),
                            Money.cents(row.getLong("face_cents")).comma(),
                            Money.cents(row.getLong("price_cents")).comma(),
                            Rate.ppm(row.getLong("fee_ppm")).french(),
                            mediator.map(id -> named.computeIfAbsent(
                                    id, one -> people.nameOf(one).orElse(""))),
                            Sentences.french(RedemptionState.valueOf(row.getString("state"))),
                            Paris.french(at(row, "recorded_at").orElseThrow()));
                });
    }

    private void holds(OrganisationId provider, Archive.Table table) {
        jdbc.sql("""
                        SELECT h.voucher, h.attempt, h.rule, h.held_at, h.provider_says, h.decision, h.reason,
                               a.words, a.decision AS appeal_decision, a.reason AS appeal_reason
                          FROM redemption.hold h
                          JOIN redemption.redemption r ON r.voucher = h.voucher AND r.attempt = h.attempt
                          LEFT JOIN redemption.appeal a ON a.voucher = h.voucher AND a.attempt = h.attempt
                         WHERE r.provider = :provider
                         ORDER BY h.held_at, h.voucher, h.attempt
                        """).param("provider", provider.value()).query(row -> {
            table.row(
                    serial(row),
                    row.getInt("attempt"),
                    Sentences.french(HoldRule.valueOf(row.getString("rule"))),
                    Paris.french(at(row, "held_at").orElseThrow()),
                    text(row, "provider_says"),
                    text(row, "decision").map(HoldDecision::valueOf).map(Sentences::french),
                    text(row, "reason"),
                    text(row, "words"),
                    text(row, "appeal_decision").map(AppealDecision::valueOf).map(Sentences::french),
                    text(row, "appeal_reason"));
        });
    }

    private record Given(long voucher, int attempt, String occasion, String kind) {
        String path() {
            return "%s/%s-%d-%s.%s"
                    .formatted(
                            FOLDER,
                            new VoucherNumber(voucher).serial().replace(" ", ""),
                            attempt,
                            occasion.equals("ANSWER") ? "reponse" : "recours",
                            kind.toLowerCase(Locale.ROOT));
        }
    }

    private List<Given> documents(OrganisationId provider) {
        return jdbc.sql("""
                        SELECT d.voucher, d.attempt, d.occasion, d.kind
                          FROM redemption.document d
                          JOIN redemption.redemption r ON r.voucher = d.voucher AND r.attempt = d.attempt
                         WHERE r.provider = :provider
                         ORDER BY d.given_at, d.voucher, d.attempt, d.occasion
                        """)
                .param("provider", provider.value())
                .query((row, _) -> new Given(
                        row.getLong("voucher"),
                        row.getInt("attempt"),
                        row.getString("occasion"),
                        row.getString("kind")))
                .list();
    }

    private byte[] content(Given one) {
        return jdbc.sql("""
                        SELECT content
                          FROM redemption.document
                         WHERE voucher = :voucher AND attempt = :attempt AND occasion = :occasion
                        """)
                .param("voucher", one.voucher())
                .param("attempt", one.attempt())
                .param("occasion", one.occasion())
                .query((row, _) -> row.getBytes("content"))
                .optional()
                .orElse(new byte[0]); // forgotten meanwhile
    }

    private void envelopes(OrganisationId provider, Archive.Table table) {
        jdbc.sql("""
                        SELECT e.id, e.device, e.counter, e.kind, e.accepted_at, e.voucher, o.result, e.received_at
                          FROM redemption.envelope e
                          JOIN redemption.device d ON d.id = e.device
                          LEFT JOIN redemption.envelope_outcome o ON o.envelope = e.id
                         WHERE d.provider = :provider
                         ORDER BY e.received_at, e.device, e.counter
                        """).param("provider", provider.value()).query(row -> {
            table.row(
                    row.getObject("id", UUID.class),
                    row.getObject("device", UUID.class),
                    row.getInt("counter"),
                    row.getString("kind").equals("ACCEPT") ? "accepter" : "annuler",
                    Paris.french(at(row, "accepted_at").orElseThrow()),
                    row.getObject("voucher") == null ? "" : serial(row),
                    text(row, "result").map(EnvelopeResult::valueOf).map(Sentences::french),
                    Paris.french(at(row, "received_at").orElseThrow()));
        });
    }

    private static String serial(ResultSet row) throws SQLException {
        return new VoucherNumber(row.getLong("voucher")).serial();
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
