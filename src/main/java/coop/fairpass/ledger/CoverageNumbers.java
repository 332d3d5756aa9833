package coop.fairpass.ledger;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Curves;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import java.time.Clock;
import java.time.DayOfWeek;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a treasurer lives by before all: what is owed, and that it is there, to the cent. */
@Component
class CoverageNumbers implements LivesBy {

    private static final int RANK = 10;
    private static final String PATH = "/fonds";
    private static final int DAYS = 182;

    private final SegregatedFunds funds;
    private final Clock clock;

    CoverageNumbers(SegregatedFunds funds, Clock clock) {
        this.funds = funds;
        this.clock = clock;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.TREASURER, Role.BOARD)) {
            return List.of();
        }
        var coverage = funds.coverage();
        return List.of(new Panel(
                RANK,
                coverage.holds()
                        ? Language.say("Tout est couvert", "Everything is covered")
                        : Language.say("⚠ Il manque %s", "⚠ %s is missing")
                                .formatted(Language.say(coverage.gap().negated())),
                List.of(
                        new Figure(
                                Language.say(coverage.protectedAmount()),
                                Language.say("dus à d’autres", "owed to others"),
                                PATH),
                        new Figure(
                                Language.say(coverage.cash()),
                                Language.say("sur le compte cantonné", "in the account kept apart"),
                                PATH),
                        new Figure(coverage.ratioSaid(), Language.say("de couverture", "coverage"), "/fonds/preuves")),
                List.of(
                        new Bars(
                                Language.say("À qui est cet argent", "Whose money it is"),
                                Chart.Unit.MONEY,
                                Language.say("À qui", "Whose"),
                                List.of(
                                        new Bar(
                                                Language.say(
                                                        "Aux porteurs de chèques actifs", "Holders of active vouchers"),
                                                cents(coverage.circulating()),
                                                "keep"),
                                        new Bar(
                                                Language.say("Aux lieux", "Places"),
                                                cents(coverage.owedToProviders()),
                                                "owed"),
                                        new Bar(
                                                Language.say("Aux commanditaires", "Payers"),
                                                cents(coverage.owedToPayers()),
                                                "back"),
                                        new Bar(
                                                Language.say(
                                                        "Virements revenus, dons", "Returned credit transfers, gifts"),
                                                cents(coverage.returned().plus(coverage.contributions())),
                                                "paid"),
                                        new Bar(
                                                Language.say("Reçu, pas encore activé", "Received, not active yet"),
                                                cents(coverage.held()),
                                                "wait"))),
                        weeks()),
                List.of(Language.say("Dans les livres, le %s.%s", "In the books, %s.%s")
                        .formatted(
                                Language.say(clock.instant()),
                                coverage.bankStatementOn()
                                        .map(day -> Language.say(
                                                        " Dernier relevé de la banque : %s.",
                                                        " Latest bank statement: %s.")
                                                .formatted(Language.sayLong(day)))
                                        .orElseGet(() -> Language.say(
                                                " Aucun relevé de la banque n’a été lu.",
                                                " No bank statement has been read."))))));
    }

    /** What the account held and what it owed, each Monday morning, as the proofs of these days say. */
    private Chart weeks() {
        var mondays = funds.lastProofs(DAYS).stream()
                .filter(proof -> proof.on().getDayOfWeek() == DayOfWeek.MONDAY)
                .toList()
                .reversed();
        return new Curves(
                Language.say("Chaque lundi depuis six mois", "Each Monday for six months"),
                Chart.Unit.MONEY,
                Language.say("Lundi", "Monday"),
                mondays.stream()
                        .map(proof -> new Curves.Moment(
                                "%d/%02d"
                                        .formatted(
                                                proof.on().getDayOfMonth(),
                                                proof.on().getMonthValue()),
                                Language.sayLong(proof.on())))
                        .toList(),
                List.of(
                        new Curves.Line(
                                Language.say("sur le compte", "in the account"),
                                mondays.stream()
                                        .map(proof -> cents(proof.coverage().cash()))
                                        .toList(),
                                "keep"),
                        new Curves.Line(
                                Language.say("dus à d’autres", "owed to others"),
                                mondays.stream()
                                        .map(proof -> cents(proof.coverage().protectedAmount()))
                                        .toList(),
                                "owed")));
    }

    private static long cents(Money amount) {
        return amount.max(Money.ZERO).cents();
    }
}
