package coop.fairpass.redemption;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.redemption.EnvelopeStore.Verdict;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says to a desk what became of what it accepted without network, and to both sides why one of them lost. */
@Component
class OfflineLines {

    /** The most lines that a page shows. */
    private static final int MOST = 100;

    private static final UUID NOBODY = new UUID(0, 0);

    private final AnswerLines words;
    private final JdbcClient jdbc;

    OfflineLines(AnswerLines words, JdbcClient jdbc) {
        this.words = words;
        this.jdbc = jdbc;
    }

    /** Those received from a provider's devices since an instant, the latest first. */
    @Transactional(readOnly = true)
    List<OfflineLine> since(Instant since, OrganisationId provider) {
        return read(provider, since, List.of(NOBODY));
    }

    /** Those of some envelopes, in the order in which they were received. */
    @Transactional(readOnly = true)
    List<OfflineLine> of(Collection<UUID> envelopes, OrganisationId provider) {
        return envelopes.isEmpty()
                ? List.of()
                : read(provider, Instant.EPOCH, envelopes).reversed();
    }

    private List<OfflineLine> read(OrganisationId provider, Instant since, Collection<UUID> envelopes) {
        return jdbc.sql("""
                        SELECT e.id, e.voucher, e.service_on, e.accepted_at, coalesce(s.label, e.service) AS service,
                               o.result, o.reason, o.answer, o.rival, o.was_answered,
                               d.by_envelope, coalesce(re.accepted_at, rr.recorded_at) AS rival_at,
                               re.id IS NOT NULL AS rival_was_offline,
                               coalesce(rv.provider, rr.provider) AS rival_provider,
                               le.accepted_at AS displaced_at, lv.provider AS displaced_provider, own.state
                          FROM redemption.device v
                          JOIN redemption.envelope e ON e.device = v.id
                          JOIN redemption.envelope_outcome o ON o.envelope = e.id
                          LEFT JOIN redemption.displacement d ON d.envelope = e.id
                          LEFT JOIN redemption.envelope re ON re.id = coalesce(d.by_envelope, o.rival)
                               AND (d.envelope IS NOT NULL OR o.reason <> 'ACCEPTED_ONLINE')
                          LEFT JOIN redemption.device rv ON rv.id = re.device
                          LEFT JOIN LATERAL (
                               SELECT r.recorded_at, r.provider FROM redemption.redemption r
                                WHERE r.voucher = e.voucher AND r.request = o.rival LIMIT 1) rr ON true
                          LEFT JOIN redemption.redemption own ON own.voucher = e.voucher AND own.request = e.id
                          LEFT JOIN redemption.displacement x ON x.by_envelope = e.id
                          LEFT JOIN redemption.envelope le ON le.id = x.envelope
                          LEFT JOIN redemption.device lv ON lv.id = le.device
                          LEFT JOIN catalogue.service_period s ON s.code = e.service AND s.valid_from <= e.service_on
                               AND (s.valid_until IS NULL OR s.valid_until > e.service_on)
                         WHERE v.provider = :provider AND e.kind = 'ACCEPT' AND e.received_at > :since
                           AND (:all OR e.id = ANY (:envelopes::uuid[]))
                         ORDER BY e.received_at DESC, e.device, e.counter DESC
                         LIMIT :most
                        """)
                .param("provider", provider.value())
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("all", envelopes.contains(NOBODY))
                .param("envelopes", envelopes.stream().map(UUID::toString).toArray(String[]::new))
                .param("most", envelopes.contains(NOBODY) ? MOST : AcceptEnvelopes.MOST_AT_ONCE)
                .query((row, _) -> line(row, provider))
                .list();
    }

    private OfflineLine line(ResultSet row, OrganisationId own) throws SQLException {
        var verdict = EnvelopeStore.verdict(row);
        boolean isDisplaced = row.getObject("by_envelope", UUID.class) != null;
        var day = row.getObject("service_on", LocalDate.class);
        var result = isDisplaced ? EnvelopeResult.LOST : verdict.result();
        var state = Optional.ofNullable(row.getString("state")).map(RedemptionState::valueOf);
        return new OfflineLine(
                row.getObject("id", UUID.class).toString(),
                new RedemptionId(row.getLong("voucher"), 0).serial(),
                row.getString("service"),
                at(row, "accepted_at").orElseThrow(),
                result.name(),
                isDisplaced ? Sentences.of(result) : state.map(Sentences::of).orElseGet(() -> Sentences.of(result)),
                isDisplaced ? Sentences.of(OfflineReason.DISPLACED) : sentence(verdict, day),
                facts(row, verdict, day, isDisplaced, own));
    }

    private String sentence(Verdict verdict, LocalDate day) {
        if (verdict.reason()
                .filter(reason -> reason != OfflineReason.REFUSED_BY_RULE)
                .isPresent()) {
            return Sentences.of(verdict.reason().get());
        }
        return verdict.answer()
                .map(answer -> words.of(List.of(answer), day).getFirst().sentence())
                .orElse("");
    }

    private List<String> facts(ResultSet row, Verdict verdict, LocalDate day, boolean isDisplaced, OrganisationId own)
            throws SQLException {
        var facts = new ArrayList<String>();
        verdict.answer()
                .ifPresent(answer ->
                        facts.addAll(words.of(List.of(answer), day).getFirst().facts()));
        var rivalAt = at(row, "rival_at");
        if (rivalAt.isPresent() && (isDisplaced || verdict.rival().isPresent())) {
            facts.add(Language.say("L’autre acceptation : le %s, %s, dans %s.", "The other acceptance: %s, %s, at %s.")
                    .formatted(
                            rivalAt.get(),
                            row.getBoolean("rival_was_offline")
                                    ? Language.say("sans réseau", "without network")
                                    : Language.say("avec réseau", "with network"),
                            where(row, "rival_provider", own)));
        }
        var displacedAt = at(row, "displaced_at");
        if (displacedAt.isPresent() && !isDisplaced) {
            facts.add(Language.say(
                            "Il avait aussi été accepté sans réseau le %s, dans %s : le vôtre, plus ancien, l’emporte.",
                            "It had also been accepted without network on %s, at %s: yours is earlier, and wins.")
                    .formatted(displacedAt.get(), where(row, "displaced_provider", own)));
        }
        return facts;
    }

    private static String where(ResultSet row, String column, OrganisationId own) throws SQLException {
        return own.value().equals(row.getObject(column, UUID.class))
                ? Language.say("votre structure", "your organisation")
                : Language.say("une autre structure", "another organisation");
    }

    private static Optional<String> at(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .map(Language::say);
    }
}
