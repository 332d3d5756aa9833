package coop.fairpass.ledger;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.ledger.AccountBook.BookLine;
import coop.fairpass.ledger.AccountBook.Position;
import coop.fairpass.ledger.AccountBook.Question;
import coop.fairpass.money.Money;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The books for programs of the cooperative's accounts: balances, lines, postings, exports. */
@RestController
@RequestMapping("/api/v1/books")
@Tag(name = "Comptabilité")
class BooksApi {

    record BalanceAnswer(
            int account,
            String label,
            Optional<String> third,
            Optional<String> thirdLabel,
            long debitCents,
            long creditCents,
            long balanceCents) {}

    /** What every account that ever moved amounts to; both totals are equal. */
    record TrialBalanceAnswer(
            LocalDate through,
            Instant knownBefore,
            long totalDebitCents,
            long totalCreditCents,
            List<BalanceAnswer> lines) {}

    record LineAnswer(
            long posting,
            int leg,
            Movement movement,
            String movementLabel,
            UUID cause,
            LocalDate effectiveOn,
            Instant recordedAt,
            String piece,
            Optional<UUID> corrects,
            int account,
            Optional<String> third,
            long amountCents) {

        static LineAnswer of(BookLine line) {
            return new LineAnswer(
                    line.position().posting(),
                    line.position().leg(),
                    line.movement(),
                    line.movement().label(),
                    line.cause(),
                    line.effectiveOn(),
                    line.recordedAt(),
                    line.piece(),
                    line.corrects(),
                    line.account().code(),
                    line.third(),
                    line.amount().cents());
        }
    }

    /** A seal: the digest is that of the previous one and of the lines, each ended by a line feed. */
    record SealAnswer(
            long number,
            long firstPosting,
            long lastPosting,
            long legs,
            long amountCents,
            Instant sealedAt,
            String previousDigest,
            String digest) {

        static SealAnswer of(Seals.Seal seal) {
            return new SealAnswer(
                    seal.number(),
                    seal.firstPosting(),
                    seal.lastPosting(),
                    seal.legs(),
                    seal.amount().cents(),
                    seal.sealedAt(),
                    seal.previousDigest(),
                    seal.digest());
        }
    }

    record AccountAnswer(int account, String label, Account.Side normalSide, Account.Third third) {}

    private final Books books;
    private final AccountBook accountBook;
    private final FecExport fecExport;
    private final HledgerJournal hledgerJournal;
    private final Seals seals;
    private final Organisations organisations;
    private final Clock clock;

    BooksApi(
            Books books,
            AccountBook accountBook,
            FecExport fecExport,
            HledgerJournal hledgerJournal,
            Seals seals,
            Organisations organisations,
            Clock clock) {
        this.books = books;
        this.accountBook = accountBook;
        this.fecExport = fecExport;
        this.hledgerJournal = hledgerJournal;
        this.seals = seals;
        this.organisations = organisations;
        this.clock = clock;
    }

    @GetMapping("/accounts")
    @Operation(summary = "Le plan de comptes", description = "The chart of accounts.")
    List<AccountAnswer> accounts(Actor caller) {
        mayRead(caller);
        return Arrays.stream(Account.values())
                .map(account ->
                        new AccountAnswer(account.code(), account.label(), account.normalSide(), account.third()))
                .toList();
    }

    @GetMapping("/seals")
    @Operation(
            summary = "Les scellés des écritures, chacun incluant le précédent",
            description = "The chain of seals; check one with sha256sum on the previous digest and its lines.")
    Page<SealAnswer> seals(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        mayRead(caller);
        var checks = new Checks();
        if (after != null && !after.matches("\\d{1,18}")) {
            checks.refuse("after", WebReason.FIELD_INVALID);
        }
        int most = checks.size(size);
        checks.orThrow();
        return Page.of(
                        seals.after(after == null ? 0 : Long.parseLong(after), most + 1),
                        most,
                        seal -> Long.toString(seal.number()))
                .map(SealAnswer::of);
    }

    @ReadsSensitive(Sensitive.BOOKS_EXPORT)
    @GetMapping(value = "/seals/{number}/lines", produces = "text/plain")
    @Operation(
            summary = "Les lignes qu’un scellé ferme, telles que son empreinte les lit",
            description = "The very lines that a seal closes.")
    String linesOfSeal(@PathVariable long number, Actor caller) {
        mayRead(caller);
        return seals.lines(number).orElseThrow(ProblemException::notFound);
    }

    @GetMapping("/trial-balance")
    @Operation(
            summary =
                    "La balance à un jour, telle qu’on la connaissait à un instant : la même question a la même réponse",
            description = "The trial balance through a day, as known before an instant.")
    TrialBalanceAnswer trialBalance(
            @RequestParam(required = false) @Nullable String through,
            @RequestParam(required = false) @Nullable String knownBefore,
            Actor caller) {
        mayRead(caller);
        var checks = new Checks();
        var day = checks.optionalDay("through", through).orElseGet(() -> Paris.today(clock));
        var known = instant(checks, knownBefore);
        checks.orThrow();
        var balance = books.trialBalance(day, known);
        return new TrialBalanceAnswer(
                balance.through(),
                known,
                balance.totalDebit().cents(),
                balance.totalCredit().cents(),
                balance.lines().stream()
                        .map(line -> new BalanceAnswer(
                                line.account().code(),
                                line.account().label(),
                                line.third(),
                                line.label(),
                                line.debit().cents(),
                                line.credit().cents(),
                                line.balance().cents()))
                        .toList());
    }

    private Instant instant(Checks checks, @Nullable String text) {
        if (text == null) {
            return clock.instant().plusMillis(1);
        }
        try {
            if (text.length() <= 40) {
                var instant = Instant.parse(text);
                if (instant.isAfter(Instant.EPOCH) && instant.isBefore(Instant.EPOCH.plusSeconds(4_102_444_800L))) {
                    return instant;
                }
            }
        } catch (DateTimeException e) {
            // told below
        }
        checks.refuse("knownBefore", WebReason.FIELD_INVALID);
        return clock.instant();
    }

    @GetMapping("/accounts/{account}/lines")
    @Operation(
            summary = "Les lignes d’un compte, dans l’ordre d’enregistrement ; un débit est positif",
            description = "The lines of an account in the order of recording.")
    Page<LineAnswer> lines(
            @PathVariable int account,
            @RequestParam(required = false) @Nullable String third,
            @RequestParam(required = false) @Nullable String movement,
            @RequestParam(required = false) @Nullable String through,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        mayRead(caller);
        var known = Arrays.stream(Account.values())
                .filter(one -> one.code() == account)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var question = new Question(
                known,
                checks.optionalText("third", third, 60),
                checks.optionalChoice("movement", movement, Movement.class),
                checks.optionalDay("through", through));
        var last = Optional.ofNullable(after).flatMap(Position::read);
        if (after != null && last.isEmpty()) {
            checks.refuse("after", WebReason.FIELD_INVALID);
        }
        int most = checks.size(size);
        checks.orThrow();
        return Page.of(
                        accountBook.lines(question, last, most + 1),
                        most,
                        line -> line.position().toString())
                .map(LineAnswer::of);
    }

    @GetMapping("/movements/{movement}/{cause}")
    @Operation(
            summary = "L’écriture qu’un mouvement a passée pour une cause, ses deux côtés",
            description = "The posting of one movement for one cause.")
    List<LineAnswer> movement(@PathVariable String movement, @PathVariable UUID cause, Actor caller) {
        mayRead(caller);
        var known = new Checks().optionalChoice("movement", movement, Movement.class);
        return found(known.map(of -> accountBook.posting(of, cause)).orElse(List.of()));
    }

    @GetMapping("/postings/{number}")
    @Operation(summary = "Une écriture, ses deux côtés", description = "One posting, both sides.")
    List<LineAnswer> posting(@PathVariable long number, Actor caller) {
        mayRead(caller);
        return found(accountBook.posting(number));
    }

    private static List<LineAnswer> found(List<BookLine> lines) {
        if (lines.isEmpty()) {
            throw ProblemException.notFound();
        }
        var total = lines.stream().map(BookLine::amount).collect(Money.sum());
        if (!total.isZero()) {
            throw new IllegalStateException(
                    "posting %s does not balance".formatted(lines.getFirst().position()));
        }
        return lines.stream().map(LineAnswer::of).toList();
    }

    @ReadsSensitive(Sensitive.BOOKS_EXPORT)
    @GetMapping("/fec/{year}")
    @Operation(
            summary = "Le fichier des écritures comptables d’une année civile",
            description = "The accounting file of a calendar year, as French law wants it.")
    void fec(@PathVariable int year, Actor caller, HttpServletResponse response) throws IOException {
        mayRead(caller);
        if (year < 2000 || year > 2099) {
            throw ProblemException.notFound();
        }
        var siren = organisations
                .cooperative()
                .flatMap(Organisation::siren)
                .map(Siren::digits)
                .orElse("000000000");
        file(response, FecExport.fileName(siren, Year.of(year)), "text/plain; charset=ISO-8859-15");
        fecExport.handle(Year.of(year), response.getOutputStream());
    }

    @ReadsSensitive(Sensitive.BOOKS_EXPORT)
    @GetMapping("/hledger")
    @Operation(
            summary = "Tout le livre en journal hledger, qu’un programme qui n’est pas le nôtre relit et additionne",
            description = "The whole books as an hledger journal.")
    void hledger(@RequestParam(required = false) @Nullable String through, Actor caller, HttpServletResponse response)
            throws IOException {
        mayRead(caller);
        var checks = new Checks();
        var day = checks.optionalDay("through", through).orElseGet(() -> Paris.today(clock));
        checks.orThrow();
        file(response, "fairpass-%s.journal".formatted(day), "text/plain; charset=UTF-8");
        hledgerJournal.handle(day, response.getOutputStream());
    }

    /** A year of a country does not fit in memory, and takes longer than an asynchronous answer may. */
    private static void file(HttpServletResponse response, String name, String type) {
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(name));
    }

    private static void mayRead(Actor caller) {
        if (!caller.hasAny(Role.TREASURER, Role.COOP_CONTROLLER, Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
    }
}
