package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Avis sur la TVA des chèques : while accepted providers share one VAT treatment, orders are signed only under an
 * opinion that somebody competent gave and the treasurer or the board recorded (money-and-law §14, T22).
 */
@Component
public class VatOpinions {

    /**
     * @param givenBy the firm or body that gave it
     * @param validUntil first day that it no longer covers
     * @param network the treatments accepted when it was recorded, in words
     */
    public record Opinion(
            UUID id,
            String givenBy,
            LocalDate givenOn,
            LocalDate validUntil,
            String summary,
            String network,
            String recordedBy) {

        public boolean covers(LocalDate day) {
            return !givenOn.isAfter(day) && validUntil.isAfter(day);
        }
    }

    public record Recording(
            UUID id, String givenBy, LocalDate givenOn, LocalDate validUntil, String summary, Actor by) {}

    public sealed interface Outcome {
        record Recorded(Opinion opinion) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private static final int MOST_YEARS = 1;

    private final JdbcClient jdbc;
    private final VatNetworks networks;
    private final Clock clock;

    VatOpinions(JdbcClient jdbc, VatNetworks networks, Clock clock) {
        this.jdbc = jdbc;
        this.networks = networks;
        this.clock = clock;
    }

    /** People of the cooperative read the state of the network. */
    static boolean mayRead(Actor by) {
        return by.isOfTheCooperative();
    }

    static boolean mayRecord(Actor by) {
        return by.hasAny(Role.TREASURER, Role.BOARD);
    }

    /** Keeps an opinion, given today at the latest and for a year at most; the same twice is once. */
    @Transactional
    public Outcome handle(Recording recording) {
        if (!mayRecord(recording.by())) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var today = Paris.today(clock);
        if (recording.givenOn().isAfter(today)
                || !recording.validUntil().isAfter(recording.givenOn())
                || recording.validUntil().isAfter(recording.givenOn().plusYears(MOST_YEARS))) {
            return new Outcome.Refused(OrderReason.OPINION_DATES_INVALID);
        }
        insert(recording, today);
        return all().stream()
                .filter(known -> isSame(known, recording))
                .findFirst()
                .<Outcome>map(Outcome.Recorded::new)
                .orElseGet(() -> new Outcome.Refused(OrderReason.ID_TAKEN));
    }

    private static boolean isSame(Opinion known, Recording recording) {
        return known.id().equals(recording.id())
                && known.givenBy().equals(recording.givenBy().strip())
                && known.givenOn().equals(recording.givenOn())
                && known.validUntil().equals(recording.validUntil())
                && known.summary().equals(recording.summary().strip());
    }

    private void insert(Recording recording, LocalDate today) {
        jdbc.sql("""
                        INSERT INTO orders.vat_opinion (id, given_by, given_on, valid_until, summary, network,
                               recorded_at, recorded_by)
                        VALUES (:id, :given_by, :given_on, :valid_until, :summary, :network, :recorded_at, :recorded_by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", recording.id())
                .param("given_by", recording.givenBy().strip())
                .param("given_on", recording.givenOn())
                .param("valid_until", recording.validUntil())
                .param("summary", recording.summary().strip())
                .param("network", Language.FRENCH.during(() -> words(networks.all(), today)))
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", recording.by().reference())
                .update();
    }

    /** All those recorded, the latest first. */
    @Transactional(readOnly = true)
    public List<Opinion> all() {
        return jdbc.sql("""
                        SELECT id, given_by, given_on, valid_until, summary, network, recorded_by
                          FROM orders.vat_opinion
                         ORDER BY recorded_at DESC, id
                        """).query((row, _) -> opinion(row)).list();
    }

    /** Why no order can be signed on a day, as far as VAT on the network goes. */
    @Transactional(readOnly = true)
    public Optional<OrderReason> refusal(LocalDate on) {
        return networks.all().isAlarming(on) && all().stream().noneMatch(opinion -> opinion.covers(on))
                ? Optional.of(OrderReason.VAT_OPINION_MISSING)
                : Optional.empty();
    }

    /** How those accepted on a day are taxed, in words. */
    static String words(VatNetwork network, LocalDate on) {
        var kinds = network.on(on);
        return kinds.isEmpty()
                ? Language.say("aucun prestataire accepté", "no accepted provider")
                : kinds.stream()
                        .map(kind -> "%s (%s)".formatted(regime(kind), territory(kind)))
                        .collect(Collectors.joining(", "));
    }

    private static String regime(VatNetwork.Kind kind) {
        return switch (kind.regime()) {
            case TAXABLE -> Language.say("taxables", "taxable");
            case EXEMPT -> Language.say("exonérés", "exempt");
            case FRANCHISE -> Language.say("en franchise en base", "small-business exemption");
            case OUT_OF_SCOPE -> Language.say("hors champ", "out of scope");
        };
    }

    private static String territory(VatNetwork.Kind kind) {
        return switch (kind.territory()) {
            case MAINLAND -> Language.say("métropole", "mainland France");
            case GUADELOUPE -> "Guadeloupe";
            case MARTINIQUE -> "Martinique";
            case REUNION -> "La Réunion";
            case GUYANE -> "Guyane";
            case MAYOTTE -> "Mayotte";
            case OUTSIDE -> Language.say("hors du territoire de la TVA", "outside the territory of VAT");
        };
    }

    private static Opinion opinion(ResultSet row) throws SQLException {
        return new Opinion(
                row.getObject("id", UUID.class),
                row.getString("given_by"),
                row.getObject("given_on", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("summary"),
                row.getString("network"),
                row.getString("recorded_by"));
    }
}
