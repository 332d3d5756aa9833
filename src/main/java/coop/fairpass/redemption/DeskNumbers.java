package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people at a desk live by: what was accepted today and this month; what a mediator did in their own name. */
@Component
class DeskNumbers implements LivesBy {

    private static final int RANK = 5;
    private static final String PATH = "/cheques/accepter";
    private static final String PERSON = "person/";

    private record Counted(long today, long month, Money face) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    DeskNumbers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.PROVIDER_STAFF, Role.MEDIATOR)) {
            return List.of();
        }
        return actor.organisation().map(own -> panels(own, actor)).orElse(List.of());
    }

    private List<Panel> panels(OrganisationId own, Actor actor) {
        var panels = new ArrayList<Panel>();
        if (actor.has(Role.MEDIATOR) && actor.reference().startsWith(PERSON)) {
            var mine = count(own, Optional.of(actor.reference().substring(PERSON.length())));
            panels.add(new Panel(
                    RANK,
                    Language.say("Vos chèques " + Paris.ofFrench(month()), "Your vouchers " + Paris.ofEnglish(month())),
                    List.of(
                            new Figure(
                                    Language.say(mine.month()),
                                    Language.say(
                                            Plural.words(mine.month(), "accepté en votre nom", "acceptés en votre nom"),
                                            "accepted in your name"),
                                    PATH),
                            new Figure(
                                    Language.say(mine.face()),
                                    Language.say("de valeur faciale", "of face value"),
                                    PATH)),
                    List.of(),
                    List.of()));
        }
        // Whoever manages the place reads the month, in euros, in the numbers of settlement.
        if (actor.has(Role.PROVIDER_STAFF) && !actor.has(Role.PROVIDER_ADMIN)) {
            var all = count(own, Optional.empty());
            panels.add(new Panel(
                    RANK + 1,
                    Language.say("Votre lieu en ", "Your place in ") + Language.say(month()),
                    List.of(
                            new Figure(
                                    Language.say(all.month()),
                                    Language.say(
                                            Plural.words(all.month(), "chèque accepté", "chèques acceptés"),
                                            Plural.englishWords(all.month(), "voucher accepted", "vouchers accepted")),
                                    PATH),
                            new Figure(Language.say(all.today()), Language.say("aujourd’hui", "today"), PATH)),
                    List.of(),
                    List.of()));
        }
        return panels;
    }

    private YearMonth month() {
        return YearMonth.from(Paris.today(clock));
    }

    private Counted count(OrganisationId provider, Optional<String> mediator) {
        LocalDate today = Paris.today(clock);
        return jdbc.sql("""
                        SELECT count(*) AS month, count(*) FILTER (WHERE counts_on = :today) AS today,
                               coalesce(sum(face_cents), 0) AS face_cents
                          FROM redemption.redemption
                         WHERE provider = :provider
                           AND counts_on >= :first
                           AND counts_on < :next
                           AND state = 'ACCEPTED'
                           AND (:mediator::uuid IS NULL OR mediator = :mediator::uuid)
                        """)
                .param("provider", provider.value())
                .param("today", today)
                .param("first", month().atDay(1))
                .param("next", month().plusMonths(1).atDay(1))
                .param("mediator", mediator.orElse(null), java.sql.Types.VARCHAR)
                .query((row, _) ->
                        new Counted(row.getLong("today"), row.getLong("month"), Money.cents(row.getLong("face_cents"))))
                .single();
    }
}
