package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.tariff.ReferenceRates;
import coop.fairpass.web.Language;
import coop.fairpass.web.WorkWaiting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Paiements en retard : every document that was or is paid after its day, with what lateness costs (T21). */
@Component
public class LatePayments implements WorkWaiting {

    /** One document, whose payer is late or was. */
    public record Late(Receivable receivable, OrderId order, String payer, LateInterest lateness) {

        /** What is owed for lateness; empty while a rate is missing. */
        public String amount() {
            return switch (lateness) {
                case LateInterest.Due due ->
                    Language.say("%s d’intérêts et %s d’indemnité", "%s of interest and %s of lump sum")
                            .formatted(Language.say(due.interest()), Language.say(LateInterest.INDEMNITY));
                case LateInterest.RateMissing missing ->
                    Language.say("taux à saisir, ", "rate to be entered, ")
                            + missing.halfYear().said();
                case LateInterest.OnTime _ -> "";
            };
        }

        public long days() {
            return switch (lateness) {
                case LateInterest.Due due -> due.daysLate();
                case LateInterest.RateMissing missing -> missing.daysLate();
                case LateInterest.OnTime _ -> 0;
            };
        }

        public boolean isRateMissing() {
            return lateness instanceof LateInterest.RateMissing;
        }
    }

    private final Receivables receivables;
    private final Orders orders;
    private final Organisations organisations;
    private final ReferenceRates rates;
    private final Clock clock;

    LatePayments(
            Receivables receivables, Orders orders, Organisations organisations, ReferenceRates rates, Clock clock) {
        this.receivables = receivables;
        this.orders = orders;
        this.organisations = organisations;
        this.rates = rates;
        this.clock = clock;
    }

    /** All those late today or paid late, the longest late first. */
    @Transactional(readOnly = true)
    public List<Late> today() {
        var today = Paris.today(clock);
        return receivables.dueBefore(today).stream()
                .map(receivable -> late(receivable, today))
                .filter(late -> late.days() > 0)
                .sorted(Comparator.comparingLong(Late::days)
                        .reversed()
                        .thenComparing(late -> late.receivable().document()))
                .toList();
    }

    private Late late(Receivable receivable, LocalDate today) {
        var payer = organisations.get(orders.get(receivable.order()).payer());
        return new Late(receivable, receivable.order(), payer.legalName(), lateness(receivable, payer, today));
    }

    private LateInterest lateness(Receivable receivable, Organisation payer, LocalDate today) {
        return LateInterest.of(
                receivable.due(),
                receivables.receipts(receivable.document()),
                receivable.dueOn(),
                today,
                payer.isPublic() ? LateInterest.Law.PUBLIC : LateInterest.Law.PRIVATE,
                rates::of);
    }

    /** What lateness costs in all, as far as rates are known. */
    static Money total(List<Late> all) {
        return all.stream()
                .map(late -> late.lateness() instanceof LateInterest.Due due ? due.total() : Money.ZERO)
                .collect(Money.sum());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(Actor actor) {
        if (!actor.has(Role.TREASURER)) {
            return List.of();
        }
        return today().stream()
                .filter(Late::isRateMissing)
                .findFirst()
                .map(late -> new Waiting(
                        Language.say(
                                "Saisir le taux de la Banque centrale européenne",
                                "Enter the rate of the European Central Bank"),
                        Language.say(
                                        "Sans lui, les intérêts d’un paiement en retard ne se calculent pas : %s.",
                                        "Without it, the interest on a late payment cannot be worked out: %s.")
                                .formatted(late.amount()),
                        LatePages.PATH))
                .stream()
                .toList();
    }
}
