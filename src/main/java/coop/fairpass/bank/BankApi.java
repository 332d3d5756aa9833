package coop.fairpass.bank;

import coop.fairpass.bank.BankFileReport.Line;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.BankFileReport.StatementReport;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The bank's files and lines, for programs of the cooperative. */
@RestController
@RequestMapping("/api/v1/bank")
@Tag(name = "Banque")
class BankApi {

    /** What became of one line of a file. */
    record LineAnswer(
            LineOutcome outcome,
            Optional<UUID> statement,
            Optional<UUID> entry,
            int line,
            int column,
            String field,
            String value,
            Optional<RowProblem> reason,
            Optional<String> title) {

        static LineAnswer of(Line line) {
            return new LineAnswer(
                    line.outcome(),
                    line.statement(),
                    line.entry(),
                    line.position().line(),
                    line.position().column(),
                    line.field(),
                    line.value(),
                    line.problem(),
                    line.problem().map(Sentences::of));
        }
    }

    /** What became of one statement of a file. */
    record StatementAnswer(
            UUID id,
            AccountKind account,
            String bankId,
            StatementOutcome outcome,
            Optional<ContinuityProblem> reason,
            Optional<String> title,
            Optional<Long> expectedCents,
            Optional<Long> foundCents,
            Optional<Long> openingCents,
            Optional<Long> closingCents,
            Optional<LocalDate> closingOn) {

        static StatementAnswer of(StatementReport statement) {
            return new StatementAnswer(
                    statement.id(),
                    statement.account(),
                    statement.bankId(),
                    statement.outcome(),
                    statement.problem(),
                    statement.problem().map(Sentences::of),
                    statement.expected().map(Money::cents),
                    statement.found().map(Money::cents),
                    statement.opening().map(Money::cents),
                    statement.closing().map(Money::cents),
                    statement.closingOn());
        }
    }

    /** The report of the last reading of a file; its lines come page by page. */
    record FileAnswer(
            UUID id,
            String name,
            String sha256,
            BankFileFormat format,
            Instant readAt,
            long accepted,
            long known,
            long shown,
            long refused,
            List<StatementAnswer> statements,
            Page<LineAnswer> lines) {}

    /** A line of the bank, and what became of it. */
    record EntryAnswer(
            UUID id,
            AccountKind account,
            String piece,
            long amountCents,
            LocalDate bookedOn,
            Optional<LocalDate> valueOn,
            String text,
            Optional<String> counterparty,
            Optional<String> counterpartyIban,
            List<String> endToEndIds,
            EntryState state,
            long parkedCents,
            List<ExplanationAnswer> explanations) {

        static EntryAnswer of(KnownEntry known) {
            var entry = known.entry();
            return new EntryAnswer(
                    entry.id(),
                    entry.account(),
                    known.piece(),
                    entry.amount().cents(),
                    entry.bookedOn(),
                    known.valueOn(),
                    entry.text(),
                    entry.counterpartyName(),
                    entry.counterpartyIban().map(iban -> iban.masked()),
                    entry.endToEndIds(),
                    known.state(),
                    known.parked().cents(),
                    known.explanations().stream().map(ExplanationAnswer::of).toList());
        }
    }

    record ExplanationAnswer(ExplanationKind kind, long amountCents, String reference) {

        static ExplanationAnswer of(Explanation explanation) {
            return new ExplanationAnswer(
                    explanation.kind(), explanation.amount().cents(), explanation.reference());
        }
    }

    /** A line that the bank announces and has not booked. */
    record AnnouncedAnswer(
            AccountKind account, EntryStatus status, long amountCents, Optional<LocalDate> expectedOn, String text) {}

    record ProposalAnswer(String document, long openCents, String why) {}

    private final ImportBankFile importBankFile;
    private final BankFiles files;
    private final BankEntries entries;

    BankApi(ImportBankFile importBankFile, BankFiles files, BankEntries entries) {
        this.importBankFile = importBankFile;
        this.files = files;
        this.entries = entries;
    }

    @PostMapping(
            path = "/files",
            consumes = {
                MediaType.APPLICATION_XML_VALUE,
                MediaType.TEXT_XML_VALUE,
                MediaType.TEXT_PLAIN_VALUE,
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @Operation(summary = "Importer un fichier de la banque : camt.053, camt.054, CFONB 120 ou pain.002")
    ResponseEntity<FileAnswer> bring(
            InputStream body, @RequestParam(defaultValue = "-") String name, NewId id, Actor caller)
            throws IOException {
        return bring(id, name, body, caller);
    }

    @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Importer un fichier de la banque, envoyé par un formulaire")
    ResponseEntity<FileAnswer> bringForm(@RequestPart MultipartFile file, NewId id, Actor caller) throws IOException {
        try (var content = file.getInputStream()) {
            return bring(id, Optional.ofNullable(file.getOriginalFilename()).orElse("-"), content, caller);
        }
    }

    private ResponseEntity<FileAnswer> bring(NewId id, String name, InputStream content, Actor caller)
            throws IOException {
        return switch (importBankFile.handle(new ImportBankFile.Command(id.value(), name, content, caller))) {
            case ImportBankFile.Outcome.Imported(var report) ->
                ResponseEntity.created(URI.create("/api/v1/bank/files/" + report.file()))
                        .body(answer(report, report.lines(), 0));
            case ImportBankFile.Outcome.Unreadable(var problem, var line) -> throw unreadable(problem, line);
            case ImportBankFile.Outcome.Refused(var reason) -> throw refused(reason);
        };
    }

    private static RuntimeException unreadable(FileProblem problem, int line) {
        if (problem == FileProblem.TOO_LARGE) {
            return new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        var checks = new Checks();
        checks.refuse("file:" + line, problem);
        checks.orThrow();
        throw new IllegalStateException("a problem was told");
    }

    private static ProblemException refused(ImportBankFile.ImportReason reason) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case ID_TAKEN, EMPTY -> ProblemException.refused(reason);
        };
    }

    @ReadsSensitive(Sensitive.BANK_LINES)
    @GetMapping("/files/{id}")
    @Operation(summary = "Le compte rendu de la dernière lecture d’un fichier, ses lignes page par page")
    FileAnswer file(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(defaultValue = "0") int after,
            Actor caller) {
        mayRead(caller);
        var checks = new Checks();
        var wanted = checks.optionalChoice("outcome", outcome, LineOutcome.class);
        checks.orThrow();
        var report = files.lastReport(id).orElseThrow(ProblemException::notFound);
        return answer(report, wanted.map(report::lines).orElse(report.lines()), after);
    }

    private static FileAnswer answer(BankFileReport report, List<Line> lines, int after) {
        var oneMore = IntStream.range(0, lines.size())
                .skip(Math.max(0, after))
                .limit(Page.LARGEST + 1L)
                .boxed()
                .toList();
        return new FileAnswer(
                report.file(),
                report.name(),
                report.sha256(),
                report.format(),
                report.readAt(),
                report.count(LineOutcome.ACCEPTED),
                report.count(LineOutcome.KNOWN),
                report.count(LineOutcome.SHOWN),
                report.count(LineOutcome.REFUSED),
                report.statements().stream().map(StatementAnswer::of).toList(),
                Page.of(oneMore, Page.LARGEST, last -> Integer.toString(last + 1))
                        .map(i -> LineAnswer.of(lines.get(i))));
    }

    @ReadsSensitive(Sensitive.BANK_LINES)
    @GetMapping("/entries")
    @Operation(summary = "Les lignes de la banque dans un état, les dernières d’abord")
    Page<EntryAnswer> entries(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            Actor caller) {
        mayRead(caller);
        var checks = new Checks();
        var wanted = checks.choice("state", state, EntryState.class, EntryState.TO_EXPLAIN);
        var last = checks.optionalId("after", after);
        checks.orThrow();
        return Page.of(
                        entries.in(wanted, last, Page.DEFAULT_SIZE + 1),
                        Page.DEFAULT_SIZE,
                        known -> known.entry().id().toString())
                .map(EntryAnswer::of);
    }

    @ReadsSensitive(Sensitive.BANK_LINES)
    @GetMapping("/announcements")
    @Operation(summary = "Ce que la banque annonce et n’a pas comptabilisé")
    List<AnnouncedAnswer> announcements(Actor caller) {
        mayRead(caller);
        return entries.announced().stream()
                .map(line -> new AnnouncedAnswer(
                        line.account(), line.status(), line.amount().cents(), line.expectedOn(), line.text()))
                .toList();
    }

    @ReadsSensitive(Sensitive.BANK_LINES)
    @GetMapping("/entries/{id}")
    @Operation(summary = "Une ligne de la banque, et ce qu’elle est devenue")
    EntryAnswer entry(@PathVariable UUID id, Actor caller) {
        mayRead(caller);
        return entries.find(id).map(EntryAnswer::of).orElseThrow(ProblemException::notFound);
    }

    @ReadsSensitive(Sensitive.BANK_LINES)
    @GetMapping("/entries/{id}/proposals")
    @Operation(summary = "Ce qu’une ligne qui attend une personne peut être, le plus probable d’abord")
    List<ProposalAnswer> proposals(@PathVariable UUID id, Actor caller) {
        mayRead(caller);
        if (entries.find(id).isEmpty()) {
            throw ProblemException.notFound();
        }
        return entries.proposals(id).stream()
                .map(proposal -> new ProposalAnswer(
                        proposal.document(), proposal.openAmount().cents(), proposal.why()))
                .toList();
    }

    /** People of the cooperative's accounts, and those who check them. */
    static void mayRead(Actor caller) {
        if (!caller.hasAny(Role.TREASURER, Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
    }

    static ProblemException refused(ExplanationReason reason) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_ENTRY -> ProblemException.notFound();
            case ID_TAKEN,
                    NOTHING_TO_EXPLAIN,
                    NOTHING_PARKED,
                    MORE_THAN_PARKED,
                    AMOUNTS_DIFFER,
                    WRONG_DIRECTION,
                    WRONG_ACCOUNT,
                    UNKNOWN_TRANSFER,
                    TRANSFER_NOT_UNDER_WAY,
                    UNKNOWN_PROVIDER,
                    MORE_THAN_OWED,
                    PAYEE_NOT_PAYABLE,
                    REASON_MISSING,
                    NOT_COVERED -> ProblemException.refused(reason, Map.of());
        };
    }
}
