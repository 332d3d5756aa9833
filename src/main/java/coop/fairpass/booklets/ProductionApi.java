package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** From an approved order to boxes that leave: proof, numbers, printing, shipping. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Fabrication")
class ProductionApi {

    private static final MediaType CMS = MediaType.parseMediaType("application/pkcs7-mime");
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
    private static final int LARGEST_CERTIFICATE = 100_000;

    record StoredLogo(String digest) {}

    record SentProof(int version, String fingerprint, LocalDate answerDueOn) {}

    record MadeLot(UUID lot, int place, long booklets, BookletFields.Range range) {}

    record SheetsBody(@Nullable String first, @Nullable String last) {}

    record WhyBody(@Nullable String why) {}

    record AcknowledgementBody(
            @Nullable Long bookletsMade, @Nullable String fingerprint) {}

    record PrintGapBody(
            @Nullable List<BookletFields.Range> notMade,
            @Nullable String explanation) {}

    /** A gap says what was to be made, what was, and whether it was the same list. */
    record Acknowledged(
            boolean isPrinted, Optional<Long> booklets, Optional<Long> bookletsMade, Optional<Boolean> isSameList) {}

    record ShipmentBody(@Nullable String receiver, @Nullable List<BookletFields.Range> booklets) {}

    record Shipment(BookletFields.Shown move, List<BookletFields.Range> booklets) {}

    private final StoreLogo storeLogo;
    private final SendProof sendProof;
    private final MakeBooklets makeBooklets;
    private final DownloadPrintFile downloadPrintFile;
    private final ReopenPrintFile reopenPrintFile;
    private final AcknowledgePrint acknowledgePrint;
    private final PrintSheets printSheets;
    private final ShipLot shipLot;
    private final Orders orders;

    ProductionApi(
            StoreLogo storeLogo,
            SendProof sendProof,
            MakeBooklets makeBooklets,
            DownloadPrintFile downloadPrintFile,
            ReopenPrintFile reopenPrintFile,
            AcknowledgePrint acknowledgePrint,
            PrintSheets printSheets,
            ShipLot shipLot,
            Orders orders) {
        this.storeLogo = storeLogo;
        this.sendProof = sendProof;
        this.makeBooklets = makeBooklets;
        this.downloadPrintFile = downloadPrintFile;
        this.reopenPrintFile = reopenPrintFile;
        this.acknowledgePrint = acknowledgePrint;
        this.printSheets = printSheets;
        this.shipLot = shipLot;
        this.orders = orders;
    }

    @PutMapping("/orders/{id}/logo")
    @Operation(summary = "Donner le logo du commanditaire")
    StoredLogo logo(@PathVariable UUID id, InputStream file, Actor by) throws IOException {
        // One byte more than may be stored: the rest of a heavier file is not read.
        return switch (storeLogo.handle(new OrderId(id), file.readNBytes(Logo.MOST_BYTES + 1), by)) {
            case StoreLogo.Outcome.Stored(var digest) -> new StoredLogo(digest);
            case StoreLogo.Outcome.NotALogo(var fault) -> throw ProblemException.refused(fault);
            case StoreLogo.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/orders/{id}/proofs")
    @Operation(summary = "Faire le bon à tirer et l’envoyer au commanditaire")
    SentProof proof(@PathVariable UUID id, Actor by) {
        return switch (sendProof.handle(new SendProof.Command(new OrderId(id), by))) {
            case SendProof.Outcome.Sent(var proof) ->
                new SentProof(proof.version(), proof.fingerprint(), proof.answerDueOn());
            case SendProof.Outcome.Unprintable(var faults) ->
                throw ProblemException.refused(
                        faults.stream().sorted().findFirst().orElseThrow(), Map.of("faults", faults));
            case SendProof.Outcome.NotAwaited(var reason) -> throw ProblemException.refused(reason);
            case SendProof.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    /** Makes the booklets of the lot's whole order, as its lots follow each other. */
    @PostMapping("/lots/{id}/booklets")
    @Operation(summary = "Numéroter les carnets de la commande du lot")
    List<MadeLot> booklets(@PathVariable UUID id, Actor by) {
        var order = orders.lot(new LotId(id)).map(Lot::order).orElseThrow(ProblemException::notFound);
        return switch (makeBooklets.handle(new MakeBooklets.Command(order, by))) {
            case MakeBooklets.Outcome.Made(var lots) ->
                lots.stream()
                        .flatMap(lot -> lot.range().stream().map(range -> made(lot, range)))
                        .toList();
            case MakeBooklets.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    private static MadeLot made(Lot lot, Lot.Range range) {
        var shown = BookletFields.Range.of(BookletRanges.of(BookletRange.of(range)));
        return new MadeLot(lot.id().value(), lot.place(), lot.booklets(), shown.getFirst());
    }

    /** The body is the printer's certificate. */
    @ReadsSensitive(Sensitive.PRINT_FILE)
    @PostMapping("/lots/{id}/print-file")
    @Operation(summary = "Prendre, une fois, le fichier d’impression chiffré pour l’imprimeur")
    ResponseEntity<StreamingResponseBody> printFile(@PathVariable UUID id, InputStream certificate, Actor by)
            throws IOException {
        var file = certificate.readNBytes(LARGEST_CERTIFICATE);
        return switch (downloadPrintFile.handle(new LotId(id), file, by)) {
            case DownloadPrintFile.Outcome.Ready(var ready) -> BookletFields.download(ready, CMS);
            case DownloadPrintFile.Outcome.BadCertificate(var fault) -> throw ProblemException.refused(fault);
            case DownloadPrintFile.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/lots/{id}/print-file/reopening")
    @Operation(summary = "Rouvrir le fichier d’un téléchargement rompu")
    void reopen(@PathVariable UUID id, @RequestBody WhyBody body, Actor by) {
        var checks = new Checks();
        var why = checks.text("why", body.why(), 1_000);
        checks.orThrow();
        if (reopenPrintFile.handle(new ReopenPrintFile.Command(new LotId(id), why, by))
                instanceof ReopenPrintFile.Outcome.Refused(var reason)) {
            throw BookletFields.refused(reason);
        }
    }

    @PostMapping("/lots/{id}/acknowledgement")
    @Operation(summary = "Enregistrer ce que l’imprimeur dit avoir fait")
    Acknowledged acknowledge(@PathVariable UUID id, @RequestBody AcknowledgementBody body, Actor by) {
        var checks = new Checks();
        long made = checks.number("bookletsMade", body.bookletsMade(), 0, BookletNumber.LAST);
        var fingerprint = checks.text("fingerprint", body.fingerprint(), 64);
        checks.orThrow();
        return shown(acknowledgePrint.handle(new AcknowledgePrint.Command(new LotId(id), made, fingerprint, by)));
    }

    @PostMapping("/lots/{id}/acknowledgement/explanation")
    @Operation(summary = "Expliquer un écart d’impression")
    Acknowledged explain(@PathVariable UUID id, @RequestBody PrintGapBody body, Actor by) {
        var checks = new Checks();
        var notMade = BookletFields.ranges(checks, "notMade", body.notMade(), List.of());
        var text = checks.text("explanation", body.explanation(), 1_000);
        checks.orThrow();
        return shown(acknowledgePrint.handle(new AcknowledgePrint.Explanation(new LotId(id), notMade, text, by)));
    }

    private static Acknowledged shown(AcknowledgePrint.Outcome outcome) {
        return switch (outcome) {
            case AcknowledgePrint.Outcome.Printed() ->
                new Acknowledged(true, Optional.empty(), Optional.empty(), Optional.empty());
            case AcknowledgePrint.Outcome.Gap(long booklets, long made, boolean isSameList) ->
                new Acknowledged(false, Optional.of(booklets), Optional.of(made), Optional.of(isSameList));
            case AcknowledgePrint.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/lots/{id}/sheets")
    @Operation(summary = "Imprimer les carnets d’un lot sur des feuilles A4")
    ResponseEntity<StreamingResponseBody> sheets(@PathVariable UUID id, @RequestBody SheetsBody body, Actor by) {
        var checks = new Checks();
        var part = body.first() == null
                ? Optional.<BookletRange>empty()
                : BookletFields.ranges(
                                checks, "part", List.of(new BookletFields.Range(body.first(), body.last())), List.of())
                        .runs()
                        .stream()
                        .findFirst();
        checks.orThrow();
        return switch (printSheets.handle(new PrintSheets.Command(new LotId(id), part, by))) {
            case PrintSheets.Outcome.Ready(var file) -> BookletFields.download(file, ZIP);
            case PrintSheets.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/lots/{id}/moves")
    @Operation(summary = "Expédier des carnets d’un lot")
    Shipment ship(@PathVariable UUID id, @RequestBody ShipmentBody body, NewId move, Actor by) {
        var checks = new Checks();
        var receiver = new OrganisationId(checks.id("receiver", body.receiver()));
        var booklets = BookletFields.optionalRanges(checks, "booklets", body.booklets());
        checks.orThrow();
        return switch (shipLot.handle(new ShipLot.Command(move.value(), new LotId(id), receiver, booklets, by))) {
            case ShipLot.Outcome.Shipped(var sent, var shipped) ->
                new Shipment(BookletFields.Shown.of(sent), BookletFields.Range.of(shipped));
            case ShipLot.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }
}
