package coop.fairpass.settlement;

import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.PaymentRuns.Run;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a treasurer lives by at month end: the months that wait, what is to pay, and who has approved it of the two. */
@Component
class MonthEndNumbers implements LivesBy {

    private static final int RANK = 12;
    private static final String PATH = "/fin-de-mois";
    private static final int APPROVALS = 2;

    private final MonthEnds monthEnds;
    private final PayProviders payProviders;
    private final PaymentRuns runs;

    MonthEndNumbers(MonthEnds monthEnds, PayProviders payProviders, PaymentRuns runs) {
        this.monthEnds = monthEnds;
        this.payProviders = payProviders;
        this.runs = runs;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.TREASURER, Role.BOARD)) {
            return List.of();
        }
        var figures = new ArrayList<Figure>();
        monthEnds
                .waiting()
                .forEach(month -> figures.add(new Figure(
                        Language.say(month.face()),
                        Language.say("%s : %s à arrêter, à payer le %s", "%s: %s to close, to be paid on %s")
                                .formatted(
                                        Language.say(month.month()),
                                        StatementWords.vouchers(month.vouchers()),
                                        Language.say(month.dueOn())),
                        PATH)));
        var toPay = payProviders.waiting().orElse(Money.ZERO);
        figures.add(new Figure(
                Language.say(toPay),
                Language.say("de relevés arrêtés, à virer", "of statements made, to transfer"),
                PATH));
        var words = new ArrayList<String>();
        runs.all().stream()
                .filter(run -> run.state() == RunState.PREPARED || run.state() == RunState.APPROVED)
                .forEach(run -> figures.add(new Figure(
                        Language.say(run.total()),
                        approvals(run),
                        actor.has(Role.TREASURER) ? "/banque/ordres/" + run.id() : "")));
        if (monthEnds.waiting().isEmpty()) {
            words.add(Language.say("Tous les mois finis sont arrêtés.", "All the months that are over are closed."));
        }
        return List.of(new Panel(RANK, Language.say("Fin de mois", "Month end"), figures, List.of(), words));
    }

    private String approvals(Run run) {
        int given = run.state() == RunState.APPROVED
                ? APPROVALS
                : runs.approvedBy(run.id()).size();
        return Language.say("%s : %s sur %d", "%s: %s of %d")
                .formatted(
                        run.label(),
                        Language.say(
                                Plural.of(given, "approbation", "approbations"),
                                Plural.english(given, "approval", "approvals")),
                        APPROVALS);
    }
}
