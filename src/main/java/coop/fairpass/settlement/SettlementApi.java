package coop.fairpass.settlement;

import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.FreezeMonth;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Settlement for programs: a provider reads what it is paid and why, a treasurer closes months and prepares runs. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Contrepaiement")
class SettlementApi {

    record StatementAnswer(
            String number,
            UUID provider,
            YearMonth month,
            long redemptions,
            long faceCents,
            long feeCents,
            long vatCents,
            long contributionCents,
            long setOffCents,
            long correctionsCents,
            long carriedInCents,
            long netCents,
            Optional<String> feeInvoice,
            LocalDate dueOn,
            StatementState state,
            String title,
            String stateReason,
            Optional<UUID> transfer,
            Optional<LocalDate> paidOn) {

        static StatementAnswer of(Statement statement) {
            return new StatementAnswer(
                    statement.number(),
                    statement.provider().value(),
                    statement.month(),
                    statement.redemptions(),
                    statement.face().cents(),
                    statement.fee().cents(),
                    statement.vat().cents(),
                    statement.contribution().cents(),
                    statement.setOff().cents(),
                    statement.corrections().cents(),
                    statement.carriedIn().cents(),
                    statement.net().cents(),
                    statement.feeInvoice(),
                    statement.dueOn(),
                    statement.state(),
                    Sentences.of(statement.state()),
                    statement.stateReason(),
                    statement.transfer(),
                    statement.paidOn());
        }
    }

    record FeeLineAnswer(long vouchers, long faceValueCents, long feePpm, long feeCents) {}

    record StepAnswer(String code, StatementState to, Instant at, String why) {}

    record StatementDetail(StatementAnswer statement, List<FeeLineAnswer> feeLines, List<StepAnswer> history) {}

    record LineAnswer(
            LocalDate serviceOn,
            String placeName,
            String service,
            String serviceLabel,
            String serial,
            String redemption,
            long faceCents) {

        static LineAnswer of(Statements.Line line) {
            return new LineAnswer(
                    line.serviceOn(),
                    line.placeName(),
                    line.service(),
                    line.serviceLabel(),
                    SettlementApi.serial(line),
                    line.redemption().toString(),
                    line.face().cents());
        }
    }

    record WaitingMonth(YearMonth month, boolean isFrozen, LocalDate dueOn) {}

    /** The table of a month: how many statements are in each state, and for how much. */
    record MonthAnswer(
            YearMonth month,
            boolean isOver,
            boolean isFrozen,
            LocalDate dueOn,
            Map<StatementState, StateTotal> states) {}

    record StateTotal(long statements, long netCents) {}

    record SettledAnswer(YearMonth month, int statements, long toPayCents) {}

    record RunAnswer(UUID run, int transfers, long totalCents) {}

    record DatesAnswer(YearMonth month, LocalDate frozenAfter, LocalDate paidOn, LocalDate latestOn) {}

    record OwedMonthAnswer(YearMonth month, Optional<String> statement, long vouchers, long faceCents) {}

    /** What a provider is owed now; the signed list has each voucher. */
    record OwedAnswer(
            Instant at, long faceCents, long booksCents, List<StatementAnswer> unpaid, List<OwedMonthAnswer> months) {}

    record AgreementBody(@Nullable Boolean agrees) {}

    /** {@code words} is what was agreed to, or taken back. */
    record AgreementAnswer(boolean agrees, String words) {}

    record ChoiceBody(@Nullable Boolean gives) {}

    record ChoiceAnswer(boolean gives) {}

    private final Statements statements;
    private final SettleMonth settleMonth;
    private final PayProviders payProviders;
    private final MonthsToSettle monthsToSettle;
    private final FreezeMonth freezeMonth;
    private final AmountOwed amountOwed;
    private final ContributionChoices choices;
    private final SetOffAgreements agreements;
    private final Documents documents;
    private final Clock clock;

    SettlementApi(
            Statements statements,
            SettleMonth settleMonth,
            PayProviders payProviders,
            MonthsToSettle monthsToSettle,
            FreezeMonth freezeMonth,
            AmountOwed amountOwed,
            ContributionChoices choices,
            SetOffAgreements agreements,
            Documents documents,
            Clock clock) {
        this.statements = statements;
        this.settleMonth = settleMonth;
        this.payProviders = payProviders;
        this.monthsToSettle = monthsToSettle;
        this.freezeMonth = freezeMonth;
        this.amountOwed = amountOwed;
        this.choices = choices;
        this.agreements = agreements;
        this.documents = documents;
        this.clock = clock;
    }

    @GetMapping("/settlement-dates")
    @Operation(
            summary = "Les dates d’arrêté et de paiement des douze mois à venir, sans clé",
            description = "Closing and payment dates of the coming twelve months.")
    List<DatesAnswer> dates() {
        return SettlementDueDates.from(YearMonth.from(Paris.today(clock))).stream()
                .map(dates -> new DatesAnswer(dates.month(), dates.frozenAfter(), dates.paidOn(), dates.latestOn()))
                .toList();
    }

    @GetMapping("/statements")
    @Operation(
            summary = "Les relevés de sa structure, le dernier mois d’abord ; pour la trésorerie, ceux d’un mois",
            description = "Own statements, latest month first; for the treasurer, those of a month.")
    Page<StatementAnswer> list(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var checks = new Checks();
        boolean all = caller.hasAny(Role.TREASURER, Role.COOP_CONTROLLER);
        var of = month == null && !all ? Optional.<YearMonth>empty() : Optional.of(checks.month("month", month));
        var wanted = checks.optionalChoice("state", state, StatementState.class);
        var last = checks.optionalText("after", after, 40);
        int most = checks.size(size);
        checks.orThrow();
        var visible = all ? statements.of(of.orElseThrow()) : statements.of(provider(caller));
        return Page.within(
                        visible.stream()
                                .filter(one -> of.isEmpty() || of.get().equals(one.month()))
                                .filter(one -> wanted.isEmpty() || wanted.get() == one.state())
                                .toList(),
                        last,
                        most,
                        Statement::number)
                .map(StatementAnswer::of);
    }

    @GetMapping("/statements/{number}")
    @Operation(
            summary = "Un relevé : pourquoi ce montant, et où il en est",
            description = "One statement: why that amount, and where it stands.")
    StatementDetail statement(@PathVariable String number, Actor caller) {
        var statement = find(number, caller);
        return new StatementDetail(
                StatementAnswer.of(statement),
                statements.feeLines(number).stream()
                        .map(line -> new FeeLineAnswer(
                                line.vouchers(),
                                line.faceValue().cents(),
                                line.rate().partsPerMillion(),
                                line.fee().cents()))
                        .toList(),
                statements.history(number).stream()
                        .map(taken -> new StepAnswer(taken.code(), taken.to(), taken.at(), taken.why()))
                        .toList());
    }

    @GetMapping("/statements/{number}/lines")
    @Operation(summary = "Chaque chèque d’un relevé", description = "Every voucher of a statement.")
    Page<LineAnswer> lines(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        return page(after, size, () -> statements.lines(find(number, caller)));
    }

    @GetMapping("/statements/{number}/pdf")
    @Operation(summary = "Le relevé en PDF", description = "The statement as PDF.")
    ResponseEntity<byte[]> pdf(@PathVariable String number, Actor caller) {
        var statement = find(number, caller);
        return Download.pdf(
                statement.number(), documents.pdf(statement.number()).orElseThrow(ProblemException::notFound));
    }

    @GetMapping("/months/{month}/redeemed")
    @Operation(
            summary = "Les chèques d’un mois de sa structure, arrêté ou en cours",
            description = "Own vouchers of a month, frozen or not yet.")
    Page<LineAnswer> redeemed(
            @PathVariable String month,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var of = month(month);
        var provider = provider(caller);
        return page(after, size, () -> statements.lines(provider, of));
    }

    private static Page<LineAnswer> page(
            @Nullable String after, @Nullable Long size, java.util.function.Supplier<List<Statements.Line>> lines) {
        var checks = new Checks();
        var last = checks.optionalText("after", after, 40);
        int most = checks.size(size);
        checks.orThrow();
        return Page.within(lines.get(), last, most, SettlementApi::serial).map(LineAnswer::of);
    }

    private static String serial(Statements.Line line) {
        return new VoucherNumber(line.voucher()).serial();
    }

    @GetMapping("/amount-owed")
    @Operation(summary = "Ce qui est dû à sa structure maintenant", description = "What the provider is owed now.")
    OwedAnswer owed(Actor caller) {
        var owed = amountOwed.of(provider(caller));
        return new OwedAnswer(
                owed.at(),
                owed.face().cents(),
                owed.books().cents(),
                owed.unpaid().stream().map(StatementAnswer::of).toList(),
                owed.months().stream()
                        .map(month -> new OwedMonthAnswer(
                                month.month(),
                                Optional.of(month.statement()).filter(number -> !number.isEmpty()),
                                month.lines().size(),
                                month.face().cents()))
                        .toList());
    }

    @GetMapping("/amount-owed/list")
    @Operation(
            summary = "La liste signée de ce qui est dû, chèque par chèque, vérifiable sans la plateforme",
            description = "The signed list of what is owed, voucher by voucher.")
    ResponseEntity<byte[]> owedList(Actor caller) {
        var owed = amountOwed.of(provider(caller));
        return Download.of(
                "du-%s-%s.txt".formatted(owed.provider().providerCode(), Paris.dayOf(owed.at())),
                new MediaType("text", "plain", StandardCharsets.UTF_8),
                amountOwed.signed(owed).getBytes(StandardCharsets.UTF_8));
    }

    @PutMapping("/contribution-choice")
    @Operation(
            summary = "Donner 1 % au fonds de dotation, ou cesser de donner",
            description = "Choose to give to the endowment, or no longer.")
    ChoiceAnswer choose(@RequestBody ChoiceBody body, Actor caller) {
        boolean gives = Boolean.TRUE.equals(body.gives());
        choices.choose(gives, caller).ifPresent(reason -> {
            throw problem(reason);
        });
        return new ChoiceAnswer(gives);
    }

    @PutMapping("/set-off-agreement")
    @Operation(
            summary = "Accepter par écrit que l’abonnement soit retenu sur les relevés, ou cesser",
            description = "Agree in writing that the subscription be withheld on statements, or no longer.")
    AgreementAnswer agree(@RequestBody AgreementBody body, Actor caller) {
        boolean agrees = Boolean.TRUE.equals(body.agrees());
        agreements.choose(agrees, caller).ifPresent(reason -> {
            throw problem(reason);
        });
        return new AgreementAnswer(agrees, agrees ? SetOffAgreements.WORDS : SetOffAgreements.WITHDRAWN);
    }

    @GetMapping("/months-to-settle")
    @Operation(
            summary = "Les mois terminés qui ne sont pas arrêtés, ou dont un relevé manque",
            description = "Months that are over and not settled, from facts.")
    List<WaitingMonth> waiting(Actor caller) {
        mayReadAll(caller);
        return monthsToSettle.all().stream()
                .map(one -> new WaitingMonth(one.month(), one.isFrozen(), one.dueOn()))
                .toList();
    }

    @GetMapping("/months/{month}")
    @Operation(
            summary = "Le tableau d’un mois : combien de relevés dans chaque état, et pour combien",
            description = "The table of a month.")
    MonthAnswer table(@PathVariable String month, Actor caller) {
        mayReadAll(caller);
        var of = month(month);
        var byState = statements.of(of).stream().collect(Collectors.groupingBy(Statement::state));
        return new MonthAnswer(
                of,
                !clock.instant().isBefore(Paris.endOf(of)),
                freezeMonth.isFrozen(of),
                SettleMonth.dueOn(of),
                Arrays.stream(StatementState.values())
                        .filter(byState::containsKey)
                        .collect(Collectors.toMap(
                                state -> state, state -> total(byState.getOrDefault(state, List.of())))));
    }

    private static StateTotal total(List<Statement> of) {
        return new StateTotal(
                of.size(), of.stream().map(Statement::net).collect(Money.sum()).cents());
    }

    @PostMapping("/months/{month}/settlement")
    @Operation(
            summary = "Arrêter un mois et faire ses relevés ; interrompu, on recommence : rien n’est fait deux fois",
            description = "Freeze a month and make its statements; again gives the same.")
    SettledAnswer settle(@PathVariable String month, Actor caller) {
        return switch (settleMonth.handle(new SettleMonth.Command(month(month), caller))) {
            case SettleMonth.Outcome.Settled(var settled, var count, var toPay) ->
                new SettledAnswer(settled, count, toPay.cents());
            case SettleMonth.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @PostMapping("/settlement-runs")
    @Operation(
            summary = "Rassembler ce qui peut être payé en un ordre de virement, que deux personnes approuveront",
            description = "Gather what can be paid into one payment run.")
    RunAnswer prepare(NewId run, Actor caller) {
        return switch (payProviders.handle(new PayProviders.Command(run.value(), caller))) {
            case PayProviders.Outcome.Prepared(var id, var transfers, var total) ->
                new RunAnswer(id, transfers, total.cents());
            case PayProviders.Outcome.Refused(var reason) -> throw problem(reason);
            case PayProviders.Outcome.RefusedByRun(var reason) -> throw ProblemException.refused(reason);
        };
    }

    private static YearMonth month(String text) {
        var checks = new Checks();
        var month = checks.month("month", text);
        checks.orThrow();
        return month;
    }

    private Statement find(String number, Actor caller) {
        return statements.find(number, caller).orElseThrow(ProblemException::notFound);
    }

    private static OrganisationId provider(Actor caller) {
        if (!caller.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.LEGAL_REPRESENTATIVE)) {
            throw ProblemException.notAllowed();
        }
        return caller.organisation().orElseThrow(ProblemException::notAllowed);
    }

    static void mayReadAll(Actor caller) {
        if (!caller.hasAny(Role.TREASURER, Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
    }

    static ProblemException problem(SettlementReason reason) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_STATEMENT, UNKNOWN_REDEMPTION, UNKNOWN_LINE, UNKNOWN_DISPUTE, UNKNOWN_WRITE_OFF ->
                ProblemException.notFound();
            case ID_TAKEN,
                    MONTH_NOT_OVER,
                    EARLIER_MONTH_WAITS,
                    NOT_FROZEN,
                    NOTHING_TO_PAY,
                    COOPERATIVE_NOT_SET_UP,
                    NO_VAT_RATE,
                    COVERAGE_INCIDENT,
                    MONTH_STILL_OPEN,
                    ALREADY_CLAIMED,
                    ALREADY_CONTESTED,
                    TOO_LATE_TO_CONTEST,
                    ALREADY_ANSWERED,
                    REASON_MISSING,
                    SAME_PERSON,
                    STATEMENT_NOT_PAID,
                    ADVANCE_UNDER_WAY,
                    PUBLIC_BODY,
                    NO_DEBT,
                    MORE_THAN_DEBT,
                    WRITE_OFF_WAITS,
                    WRITE_OFF_BY_ANOTHER,
                    WRITE_OFF_DECIDED -> ProblemException.refused(reason);
        };
    }
}
