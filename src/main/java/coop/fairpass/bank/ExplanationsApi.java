package coop.fairpass.bank;

import coop.fairpass.bank.BankApi.EntryAnswer;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a treasurer says of a line of the bank that nobody recognised, for programs. */
@RestController
@RequestMapping("/api/v1/bank/entries/{id}")
@Tag(name = "Banque")
class ExplanationsApi {

    /** What a line may be said to be. */
    enum SaidToBe {
        /** A charge of the bank; {@code vatCents} of it is VAT. */
        CHARGE,
        /** Interest; {@code amountCents} of what is parked. */
        INTEREST,
        /** A provider paying back; {@code provider} and {@code amountCents}. */
        REPAYMENT,
        /** Transfers of payment runs; {@code endToEndIds}. */
        TRANSFERS,
        /** A transfer between our accounts that was ordered; {@code internalTransfer}. */
        INTERNAL_TRANSFER,
        /** A sweep that left without being ordered. */
        SWEEP,
        /** It undoes a parked credit; {@code parked}. */
        GIVEN_BACK,
        /** None of our business, on the operating account; {@code why}. */
        OUTSIDE
    }

    record ExplanationRequest(
            @Nullable String kind,
            @Nullable Long vatCents,
            @Nullable Long amountCents,
            @Nullable String provider,
            @Nullable List<String> endToEndIds,
            @Nullable String internalTransfer,
            @Nullable String parked,
            @Nullable String why) {}

    record ReturnRequest(
            @Nullable Long amountCents, @Nullable String payee) {}

    private static final Money MOST = Money.cents(999_999_999_99L);
    private static final int MOST_TRANSFERS = 1_000;

    private final BookBankCharge bookBankCharge;
    private final BookInterest bookInterest;
    private final BookRepayment bookRepayment;
    private final MatchTransfers matchTransfers;
    private final MatchInternalTransfer matchInternalTransfer;
    private final RecordSweep recordSweep;
    private final GiveBackParked giveBackParked;
    private final SetAsideEntry setAsideEntry;
    private final ReturnParked returnParked;

    ExplanationsApi(
            BookBankCharge bookBankCharge,
            BookInterest bookInterest,
            BookRepayment bookRepayment,
            MatchTransfers matchTransfers,
            MatchInternalTransfer matchInternalTransfer,
            RecordSweep recordSweep,
            GiveBackParked giveBackParked,
            SetAsideEntry setAsideEntry,
            ReturnParked returnParked) {
        this.bookBankCharge = bookBankCharge;
        this.bookInterest = bookInterest;
        this.bookRepayment = bookRepayment;
        this.matchTransfers = matchTransfers;
        this.matchInternalTransfer = matchInternalTransfer;
        this.recordSweep = recordSweep;
        this.giveBackParked = giveBackParked;
        this.setAsideEntry = setAsideEntry;
        this.returnParked = returnParked;
    }

    @PostMapping("/explanations")
    @Operation(summary = "Dire ce qu’est une ligne que personne n’a reconnue")
    EntryAnswer explain(
            @PathVariable("id") UUID entry, @RequestBody ExplanationRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var kind = checks.choice("kind", request.kind(), SaidToBe.class, SaidToBe.OUTSIDE);
        checks.orThrow();
        return switch (said(kind, entry, request, id, caller)) {
            case Explained.Done(var known) -> EntryAnswer.of(known);
            case Explained.Refused(var reason) -> throw BankApi.refused(reason);
        };
    }

    private Explained said(SaidToBe kind, UUID entry, ExplanationRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        return switch (kind) {
            case CHARGE -> {
                var vat = request.vatCents() == null
                        ? Money.ZERO
                        : checks.cents("vatCents", request.vatCents(), Money.ZERO, MOST);
                checks.orThrow();
                yield bookBankCharge.handle(new BookBankCharge.Command(entry, vat, caller));
            }
            case INTEREST -> {
                var amount = amount(checks, request.amountCents());
                checks.orThrow();
                yield bookInterest.handle(new BookInterest.Command(id.value(), entry, amount, caller));
            }
            case REPAYMENT -> {
                var amount = amount(checks, request.amountCents());
                var provider = new OrganisationId(checks.id("provider", request.provider()));
                checks.orThrow();
                yield bookRepayment.handle(new BookRepayment.Command(id.value(), entry, provider, amount, caller));
            }
            case TRANSFERS -> {
                var ids = checks.list("endToEndIds", request.endToEndIds(), MOST_TRANSFERS);
                checks.orThrow();
                yield matchTransfers.handle(new MatchTransfers.Command(entry, ids, caller));
            }
            case INTERNAL_TRANSFER -> {
                var transfer = checks.id("internalTransfer", request.internalTransfer());
                checks.orThrow();
                yield matchInternalTransfer.handle(new MatchInternalTransfer.Command(entry, transfer, caller));
            }
            case SWEEP -> recordSweep.handle(new RecordSweep.Command(id.value(), entry, caller));
            case GIVEN_BACK -> {
                var parked = checks.id("parked", request.parked());
                checks.orThrow();
                yield giveBackParked.handle(new GiveBackParked.Command(entry, parked, caller));
            }
            case OUTSIDE -> {
                var why = checks.text("why", request.why(), 200);
                checks.orThrow();
                yield setAsideEntry.handle(new SetAsideEntry.Command(entry, why, caller));
            }
        };
    }

    @PostMapping("/returns")
    @Operation(summary = "Rendre un trop-perçu : un ordre d’un virement, à approuver et à envoyer comme les autres")
    PaymentRunsApi.RunAnswer giveBack(
            @PathVariable("id") UUID entry, @RequestBody ReturnRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var amount = amount(checks, request.amountCents());
        var payee = new OrganisationId(checks.id("payee", request.payee()));
        checks.orThrow();
        return switch (returnParked.handle(new ReturnParked.Command(id.value(), entry, amount, payee, caller))) {
            case ReturnParked.Outcome.Prepared(var run) -> PaymentRunsApi.RunAnswer.of(run);
            case ReturnParked.Outcome.Refused(var reason) -> throw BankApi.refused(reason);
            case ReturnParked.Outcome.RefusedByRun(var reason) -> throw ProblemException.refused(reason);
        };
    }

    private static Money amount(Checks checks, @Nullable Long cents) {
        return checks.cents("amountCents", cents, Money.cents(1), MOST);
    }
}
