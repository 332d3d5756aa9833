package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Offers on a service that the catalogue withdrew, and where each may go. The provider moves them, nobody else:
 * a price is its own.
 */
@Component
public class OffersToMove {

    /**
     * One offer to move.
     *
     * @param into the code and the words of what replaces the service; empty when nothing does
     * @param lastDay last day on which the offer can still be paid by voucher
     */
    public record ToMove(
            OrganisationId provider,
            String place,
            String service,
            String label,
            Optional<String> into,
            LocalDate withdrawnOn,
            LocalDate lastDay) {

        /** What is to be done, in a sentence. */
        public String advice() {
            return into.map(Language.say("Proposez à la place « %s ».", "Offer “%s” instead.")::formatted)
                    .orElse(Language.say("Rien ne le remplace.", "Nothing replaces it."));
        }
    }

    private final JdbcClient jdbc;
    private final Notices notices;

    OffersToMove(JdbcClient jdbc, Notices notices) {
        this.jdbc = jdbc;
        this.notices = notices;
    }

    /** Those of a provider on a day, the most pressing first. */
    @Transactional(readOnly = true)
    public List<ToMove> of(OrganisationId provider, LocalDate day) {
        return on(day, Optional.of(provider));
    }

    /** Tells each provider once of each service, when a version that withdraws it is adopted. */
    @Transactional
    public void tell(LocalDate day) {
        notices.tell(on(day, Optional.empty()).stream()
                .map(one -> new Notices.Told(
                        one.provider(),
                        "offer-to-move/%s/%s".formatted(one.service(), one.withdrawnOn()),
                        "Un service que vous proposez est retiré du référentiel",
                        "« %s » (%s) se paie encore par chèque dans vos offres jusqu’au %s. %s"
                                .formatted(
                                        one.label(),
                                        one.service(),
                                        Paris.frenchLong(one.lastDay()),
                                        Language.FRENCH.during(one::advice))))
                .toList());
    }

    private List<ToMove> on(LocalDate day, Optional<OrganisationId> provider) {
        return jdbc.sql("""
                        SELECT p.provider, p.name, o.service, w.label, w.withdrawn_on, w.served_until,
                               s.label || ' (' || s.code || ')' AS into_words
                          FROM catalogue.withdrawn_service w
                          JOIN places.offer_period o ON o.service = w.code
                          JOIN places.place_period p ON p.place = o.place
                          LEFT JOIN catalogue.service_period s
                               ON s.code = w.replaced_by AND s.valid_from <= w.withdrawn_on
                              AND coalesce(s.valid_until > w.withdrawn_on, true)
                         WHERE coalesce(o.valid_until > :day, true)
                           AND w.served_until > :day
                           AND p.provider = coalesce(:provider::uuid, p.provider)
                         ORDER BY w.served_until, w.code COLLATE "C", p.name
                        """)
                .param("day", day)
                .param("provider", provider.map(OrganisationId::value).orElse(null), java.sql.Types.OTHER)
                .query((row, _) -> new ToMove(
                        new OrganisationId(row.getObject("provider", UUID.class)),
                        row.getString("name"),
                        row.getString("service"),
                        row.getString("label"),
                        Optional.ofNullable(row.getString("into_words")),
                        row.getObject("withdrawn_on", LocalDate.class),
                        row.getObject("served_until", LocalDate.class).minusDays(1)))
                .list();
    }
}
