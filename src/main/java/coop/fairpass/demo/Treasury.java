package coop.fairpass.demo;

import coop.fairpass.bank.ApproveRun;
import coop.fairpass.bank.ExportRun;
import coop.fairpass.bank.HandedOutFile;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.PainVersion;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.SendRun;
import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.expiry.Credits;
import coop.fairpass.redemption.DecideHold;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.redemption.FreezeMonth;
import coop.fairpass.settlement.PayProviders;
import coop.fairpass.settlement.SettleMonth;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the people of the cooperative do each month and each week with the money and the doubts. */
@Component
class Treasury {

    /** The transfer that the bank of one provider will send back: its account was closed. */
    static final YearMonth RETURNED_MONTH = YearMonth.of(2026, 6);

    static final int RETURNED_PROVIDER = 13;

    private final FreezeMonth freezeMonth;
    private final SettleMonth settleMonth;
    private final PayProviders payProviders;
    private final PaymentRuns runs;
    private final ApproveRun approveRun;
    private final SendRun sendRun;
    private final ExportRun exportRun;
    private final InternalTransfers internalTransfers;
    private final Credits credits;
    private final DecideHold decideHold;
    private final Bank bank;

    Treasury(
            FreezeMonth freezeMonth,
            SettleMonth settleMonth,
            PayProviders payProviders,
            PaymentRuns runs,
            ApproveRun approveRun,
            SendRun sendRun,
            ExportRun exportRun,
            InternalTransfers internalTransfers,
            Credits credits,
            DecideHold decideHold,
            Bank bank) {
        this.freezeMonth = freezeMonth;
        this.settleMonth = settleMonth;
        this.payProviders = payProviders;
        this.runs = runs;
        this.approveRun = approveRun;
        this.sendRun = sendRun;
        this.exportRun = exportRun;
        this.internalTransfers = internalTransfers;
        this.credits = credits;
        this.decideHold = decideHold;
        this.bank = bank;
    }

    /** The work of a day, whatever was already done of it by somebody else. */
    void work(LocalDate day) {
        if (!BusinessDays.isOpen(day)) {
            return;
        }
        decideHolds(day);
        runs.all().forEach(this::pay); // what a person began on the site goes on
        if (day.equals(BusinessDays.after(day.withDayOfMonth(1).minusDays(1), 2))) {
            closeMonth(YearMonth.from(day).minusMonths(1));
        }
        if (day.equals(BusinessDays.after(day.withDayOfMonth(1).minusDays(1), 6))) {
            sweepFees(day);
        }
    }

    /** Closes a month that waits, and pays it. */
    private void closeMonth(YearMonth month) {
        if (freezeMonth.waiting().contains(month)) {
            Refused.unless(
                    SettleMonth.Outcome.Settled.class,
                    "settle " + month,
                    settleMonth.handle(new SettleMonth.Command(month, Cast.TREASURER.actor())));
        }
        var run = Cast.id("run/" + month);
        var outcome = payProviders.handle(new PayProviders.Command(run, Cast.TREASURER.actor()));
        if (outcome instanceof PayProviders.Outcome.Prepared) {
            if (month.equals(RETURNED_MONTH)) {
                var provider = Cast.provider(RETURNED_PROVIDER).id();
                runs.transfers(run).stream()
                        .filter(transfer -> transfer.payee().equals(provider))
                        .forEach(transfer -> bank.willReturn(transfer.endToEndId(), "AC04", 2));
            }
            pay(run);
        }
    }

    /** Two people approve a run by saying its total, and it leaves for the bank: what is already done of it stays. */
    private void pay(PaymentRuns.Run run) {
        if (run.state() == PaymentRuns.RunState.PREPARED) {
            for (var treasurer : List.of(Cast.TREASURER, Cast.SECOND_TREASURER)) {
                // Who approved it on the site is told so, which is all right: sending asks for both.
                var _ = approveRun.handle(new ApproveRun.Command(run.id(), run.total(), treasurer.actor()));
            }
        }
        if (run.state() == PaymentRuns.RunState.PREPARED || run.state() == PaymentRuns.RunState.APPROVED) {
            Refused.unless(
                    SendRun.Outcome.Sent.class,
                    "send the run " + run.label(),
                    sendRun.handle(new SendRun.Command(run.id(), Cast.TREASURER.actor())));
        }
        if (run.state() != PaymentRuns.RunState.DONE && run.state() != PaymentRuns.RunState.ABANDONED) {
            var file = fileOf(run);
            if (!bank.has(file)) {
                bank.submit(file);
            }
        }
    }

    private void pay(UUID run) {
        pay(runs.find(run).orElseThrow(() -> new Refused("no run", run)));
    }

    private HandedOutFile fileOf(PaymentRuns.Run run) {
        return Refused.unless(
                        ExportRun.Outcome.Exported.class,
                        "take the file of " + run.label(),
                        exportRun.handle(new ExportRun.Command(run.id(), PainVersion.V09, Cast.TREASURER.actor())))
                .file();
    }

    /** Refunds that payers asked for leave with the next working day. */
    void refund(String name) {
        var run = Cast.id("refund/" + name);
        Refused.unless(Credits.Outcome.Done.class, "refund " + name, credits.prepareRun(run, Cast.TREASURER.actor()));
        pay(run);
    }

    /** The fees of statements that were issued leave for the operating account, never a cent more. */
    private void sweepFees(LocalDate day) {
        var amount = internalTransfers.sweepable();
        if (!amount.isPositive()) {
            return;
        }
        var id = Cast.id("sweep/" + day);
        Refused.unless(
                InternalTransfers.Outcome.Done.class,
                "sweep",
                internalTransfers.order(
                        id, InternalTransfers.Kind.SWEEP, amount, Optional.empty(), Cast.TREASURER.actor()));
        var file = Refused.unless(
                InternalTransfers.Export.Exported.class,
                "take the file of the sweep",
                internalTransfers.export(id, PainVersion.V09, Cast.TREASURER.actor()));
        bank.submit(file.file());
    }

    /** A person decides what a rule held, some days after. */
    private void decideHolds(LocalDate day) {
        for (var waiting : decideHold.waiting(Cast.CONTROLLER.actor())) {
            if (!waiting.serviceOn().plusDays(5).isAfter(day)) {
                Refused.unless(
                        DecideHold.Outcome.Decided.class,
                        "decide a hold",
                        decideHold.handle(new DecideHold.Command(
                                waiting.redemption(),
                                HoldDecision.RELEASED,
                                "Atelier d’une journée confirmé par le lieu.",
                                Cast.CONTROLLER.actor())));
            }
        }
    }
}
