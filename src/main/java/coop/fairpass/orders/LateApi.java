package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Late payments and what they cost, for programs of the cooperative (T21). */
@RestController
@Tag(name = "Argent des commandes")
@RequestMapping("/api/v1/late-payments")
class LateApi {

    /** @param until last day that counts */
    record LineAnswer(long amountCents, LocalDate until, long days, String ratePercent, long interestCents) {}

    /**
     * @param rateMissingFor first day of the half-year whose rate somebody must enter; nothing is computed before
     * @param totalCents interest and the lump sum
     */
    record LateAnswer(
            String document,
            UUID order,
            String payer,
            LocalDate dueOn,
            long openCents,
            long daysLate,
            Optional<LocalDate> rateMissingFor,
            List<LineAnswer> lines,
            Optional<Long> interestCents,
            Optional<Long> indemnityCents,
            Optional<Long> totalCents) {}

    private final LatePayments latePayments;

    LateApi(LatePayments latePayments) {
        this.latePayments = latePayments;
    }

    @GetMapping
    @Operation(
            summary = "Les paiements en retard, leurs intérêts et l’indemnité",
            description = "Late payments and what they cost.")
    List<LateAnswer> all(Actor caller) {
        if (!caller.isOfTheCooperative()) {
            throw ProblemException.notAllowed();
        }
        return latePayments.today().stream().map(LateApi::answer).toList();
    }

    private static LateAnswer answer(LatePayments.Late late) {
        var due = late.lateness() instanceof LateInterest.Due known
                ? Optional.of(known)
                : Optional.<LateInterest.Due>empty();
        return new LateAnswer(
                late.receivable().document(),
                late.order().value(),
                late.payer(),
                late.receivable().dueOn(),
                late.receivable().open().cents(),
                late.days(),
                late.lateness() instanceof LateInterest.RateMissing missing
                        ? Optional.of(missing.halfYear().firstDay())
                        : Optional.empty(),
                due.stream()
                        .flatMap(known -> known.lines().stream())
                        .map(line -> new LineAnswer(
                                line.amount().cents(),
                                line.until(),
                                line.days(),
                                line.rate().percentText(),
                                line.interest().cents()))
                        .toList(),
                due.map(known -> known.interest().cents()),
                due.map(_ -> LateInterest.INDEMNITY.cents()),
                due.map(known -> known.total().cents()));
    }
}
