package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.WorkWaiting;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What waits for those who make booklets and those who hand them over. */
@Component
class BookletWork implements WorkWaiting {

    private static final String PATH = "/carnets";

    private final Stock stock;
    private final LotsToMake lotsToMake;
    private final LossReports lossReports;

    BookletWork(Stock stock, LotsToMake lotsToMake, LossReports lossReports) {
        this.stock = stock;
        this.lotsToMake = lotsToMake;
        this.lossReports = lossReports;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        var work = new ArrayList<Waiting>();
        if (actor.has(Role.COOP_PRODUCTION)) {
            long lots = lotsToMake.now(actor).stream()
                    .filter(lot -> lot.work() != LotWork.WAIT_FOR_PROOF
                            && lot.work() != LotWork.WAIT_FOR_RECEIPT
                            && lot.work() != LotWork.PRINTER_HAS_IT)
                    .count();
            if (lots > 0) {
                work.add(new Waiting(
                        Language.say("Fabriquer et expédier", "Make and ship"),
                        Language.say(
                                Plural.of(lots, "lot attend.", "lots attendent."),
                                Plural.english(lots, "lot waits.", "lots wait.")),
                        PATH));
            }
        }
        if (actor.hasAny(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT)) {
            actor.organisation().ifPresent(own -> work.addAll(ofDistributor(own, actor)));
        }
        if (actor.hasAny(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT, Role.COOP_CONTROLLER)) {
            work.addAll(losses(actor));
        }
        return work;
    }

    /** Whoever finds a lost booklet can use it until somebody answers. */
    private List<Waiting> losses(Actor actor) {
        var reports = lossReports.waitingFor(actor);
        return reports.isEmpty()
                ? List.of()
                : List.of(new Waiting(
                                Language.say(
                                        Plural.of(reports.size(), "carnet perdu ou volé", "carnets perdus ou volés"),
                                        Plural.english(
                                                reports.size(), "lost or stolen booklet", "lost or stolen booklets")),
                                AnswerLossReport.mayAnswer(actor)
                                        ? Language.say(
                                                "Quelqu’un le signale : bloquez ses chèques avant qu’un autre s’en"
                                                        + " serve.",
                                                "Somebody reports it: block its vouchers before somebody else uses"
                                                        + " them.")
                                        : Language.say(
                                                "Quelqu’un le signale : une personne qui remet les carnets doit bloquer"
                                                        + " ses chèques.",
                                                "Somebody reports it: a person who hands booklets over must block its"
                                                        + " vouchers."),
                                LossReportPages.PATH)
                        .before(Paris.dayOf(reports.getFirst().reportedAt().plus(LossReports.FOR_THE_DESK))));
    }

    private List<Waiting> ofDistributor(OrganisationId own, Actor actor) {
        var work = new ArrayList<Waiting>();
        var travelling = stock.travelling(own, actor);
        long arriving = travelling.stream()
                .filter(one -> one.move().receiver().equals(own))
                .mapToLong(one -> one.open().count())
                .sum();
        long gaps = travelling.stream()
                .filter(one -> one.move().receiver().equals(own))
                .mapToLong(one -> one.gaps().size())
                .sum();
        if (arriving > 0) {
            work.add(new Waiting(
                    Language.say("Un envoi arrive", "A delivery is coming"),
                    Language.say(
                            Plural.of(arriving, "carnet à compter.", "carnets à compter."),
                            Plural.english(arriving, "booklet to count.", "booklets to count.")),
                    PATH));
        }
        if (gaps > 0) {
            work.add(new Waiting(
                    Language.say("Un écart est à expliquer", "A difference to explain"),
                    Language.say(
                            Plural.of(gaps, "écart à la réception.", "écarts à la réception."),
                            Plural.english(gaps, "difference on arrival.", "differences on arrival.")),
                    PATH));
        }
        return work;
    }
}
