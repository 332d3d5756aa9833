package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Orders;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What production does with a lot, from its numbers to its box that leaves; shown by {@link BookletPages}. */
@Controller
@RequestMapping("/carnets/lots/{lot}")
class ProductionPages {

    private static final MediaType CMS = MediaType.parseMediaType("application/pkcs7-mime");
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
    private static final int LARGEST_CERTIFICATE = 100_000;
    private static final String BACK = "redirect:/carnets";

    private final MakeBooklets makeBooklets;
    private final PrintSheets printSheets;
    private final DownloadPrintFile downloadPrintFile;
    private final AcknowledgePrint acknowledgePrint;
    private final ShipLot shipLot;
    private final TypedBooklets typed;
    private final Orders orders;

    ProductionPages(
            MakeBooklets makeBooklets,
            PrintSheets printSheets,
            DownloadPrintFile downloadPrintFile,
            AcknowledgePrint acknowledgePrint,
            ShipLot shipLot,
            TypedBooklets typed,
            Orders orders) {
        this.makeBooklets = makeBooklets;
        this.printSheets = printSheets;
        this.downloadPrintFile = downloadPrintFile;
        this.acknowledgePrint = acknowledgePrint;
        this.shipLot = shipLot;
        this.typed = typed;
        this.orders = orders;
    }

    @PostMapping("/numeros")
    String number(@PathVariable UUID lot, Actor by, RedirectAttributes next) {
        mayProduce(by);
        var order = orders.lot(new LotId(lot)).map(Lot::order).orElseThrow(ProblemException::notFound);
        next.addFlashAttribute(
                "told",
                switch (makeBooklets.handle(new MakeBooklets.Command(order, by))) {
                    case MakeBooklets.Outcome.Made(var _) ->
                        Told.done(Language.say(
                                "Les carnets de la commande sont numérotés.", "The order’s booklets are numbered."));
                    case MakeBooklets.Outcome.Refused(var reason) -> Told.refused(BookletFields.told(reason), Map.of());
                });
        return BACK;
    }

    @PostMapping("/feuilles")
    ResponseEntity<StreamingResponseBody> sheets(@PathVariable UUID lot, Actor by) {
        mayProduce(by);
        return switch (printSheets.handle(new PrintSheets.Command(new LotId(lot), Optional.empty(), by))) {
            case PrintSheets.Outcome.Ready(var file) -> BookletFields.download(file, ZIP);
            case PrintSheets.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    /** The printer's certificate is sent, and its encrypted file comes back, once. */
    @ReadsSensitive(Sensitive.PRINT_FILE)
    @PostMapping("/fichier")
    ResponseEntity<StreamingResponseBody> printFile(
            @PathVariable UUID lot, @RequestParam MultipartFile certificate, Actor by) throws IOException {
        mayProduce(by);
        try (var content = certificate.getInputStream()) {
            var bytes = content.readNBytes(LARGEST_CERTIFICATE);
            return switch (downloadPrintFile.handle(new LotId(lot), bytes, by)) {
                case DownloadPrintFile.Outcome.Ready(var ready) -> BookletFields.download(ready, CMS);
                case DownloadPrintFile.Outcome.BadCertificate(var fault) -> throw ProblemException.refused(fault);
                case DownloadPrintFile.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
            };
        }
    }

    @PostMapping("/accuse")
    String acknowledge(
            @PathVariable UUID lot,
            @RequestParam(required = false) @Nullable String booklets,
            @RequestParam(required = false) @Nullable String fingerprint,
            Actor by,
            RedirectAttributes next) {
        mayProduce(by);
        var form = Map.of(
                "booklets-" + lot, booklets == null ? "" : booklets,
                "fingerprint-" + lot, fingerprint == null ? "" : fingerprint);
        var checks = new Checks();
        var made = Optional.ofNullable(booklets)
                .filter(text -> text.strip().matches("\\d{1,9}"))
                .map(text -> Long.valueOf(text.strip()))
                .orElse(null);
        long count = checks.number("booklets-" + lot, made, 0, BookletNumber.LAST);
        var written = checks.text("fingerprint-" + lot, fingerprint, 64);
        next.addFlashAttribute("told", acknowledged(checks, lot, count, written, form, by));
        return BACK;
    }

    private Told acknowledged(Checks checks, UUID lot, long count, String written, Map<String, String> form, Actor by) {
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return Told.refused(wrong, form);
        }
        return told(acknowledgePrint.handle(new AcknowledgePrint.Command(new LotId(lot), count, written, by)), form);
    }

    private static Told told(AcknowledgePrint.Outcome outcome, Map<String, String> form) {
        return switch (outcome) {
            case AcknowledgePrint.Outcome.Printed() ->
                Told.done(Language.say(
                        "Imprimé comme demandé : le lot peut partir.", "Printed as asked: the lot can leave."));
            case AcknowledgePrint.Outcome.Gap(long wanted, long made, boolean isSameList) ->
                new Told(
                        Told.Kind.REFUSED,
                        Language.say(
                                "L’imprimeur n’a pas fait ce qui était demandé.",
                                "The printer did not make what was asked."),
                        List.of(
                                Language.say("Demandés : %d. Faits : %d.", "Asked: %d. Made: %d.")
                                        .formatted(wanted, made),
                                isSameList
                                        ? Language.say("La liste est la même.", "The list is the same.")
                                        : Language.say(
                                                "La liste des numéros n’est pas la même.",
                                                "The list of numbers is not the same.")),
                        Map.of(),
                        form);
            case AcknowledgePrint.Outcome.Refused(var reason) -> Told.refused(BookletFields.told(reason), form);
        };
    }

    @PostMapping("/ecart")
    String explain(
            @PathVariable UUID lot,
            @RequestParam(required = false) @Nullable String notMade,
            @RequestParam(required = false) @Nullable String words,
            Actor by,
            RedirectAttributes next) {
        mayProduce(by);
        var list = notMade == null ? "" : notMade;
        var form = Map.of("notMade-" + lot, list, "words-" + lot, words == null ? "" : words);
        var text = new Checks().optionalText("words", words, 1_000).orElse("");
        var read = list.isBlank() ? new TypedBooklets.Reading.Read(BookletRanges.NONE) : typed.read(list);
        next.addFlashAttribute(
                "told",
                switch (read) {
                    case TypedBooklets.Reading.Wrong(var faults) ->
                        new Told(
                                Told.Kind.REFUSED,
                                Language.say("L’écart n’est pas expliqué.", "The difference is not explained."),
                                faults,
                                Map.of(),
                                form);
                    case TypedBooklets.Reading.Read(var ranges) ->
                        told(
                                acknowledgePrint.handle(
                                        new AcknowledgePrint.Explanation(new LotId(lot), ranges, text, by)),
                                form);
                });
        return BACK;
    }

    /** Sends a lot, or what is written of it, to a distributor. */
    @PostMapping("/envoi")
    String ship(
            @PathVariable UUID lot,
            @RequestParam(required = false) @Nullable String move,
            @RequestParam(required = false) @Nullable String receiver,
            @RequestParam(required = false) @Nullable String booklets,
            Actor by,
            RedirectAttributes next) {
        mayProduce(by);
        var list = booklets == null ? "" : booklets;
        var form = Map.of("receiver-" + lot, receiver == null ? "" : receiver, "booklets-" + lot, list);
        var checks = new Checks();
        var id = checks.id("move", move);
        var to = new OrganisationId(checks.id("receiver-" + lot, receiver));
        next.addFlashAttribute("told", shipped(checks, id, lot, to, list, form, by));
        return BACK;
    }

    private Told shipped(
            Checks checks, UUID move, UUID lot, OrganisationId to, String list, Map<String, String> form, Actor by) {
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return Told.refused(wrong, form);
        }
        Optional<BookletRanges> part = Optional.empty();
        if (!list.isBlank()) {
            switch (typed.read(list)) {
                case TypedBooklets.Reading.Wrong(var faults) -> {
                    return new Told(
                            Told.Kind.REFUSED,
                            Language.say("Rien n’est expédié.", "Nothing is shipped."),
                            faults,
                            Map.of(),
                            form);
                }
                case TypedBooklets.Reading.Read(var ranges) -> part = Optional.of(ranges);
            }
        }
        return switch (shipLot.handle(new ShipLot.Command(move, new LotId(lot), to, part, by))) {
            case ShipLot.Outcome.Shipped(var _, var sent) ->
                Told.done(BookletPages.onTheirWay(sent)
                        + Language.say(
                                ". Le distributeur les comptera à l’arrivée.",
                                ". The distributor will count them on arrival."));
            case ShipLot.Outcome.Refused(var reason) -> Told.refused(BookletFields.told(reason), form);
        };
    }

    private static void mayProduce(Actor by) {
        if (!by.has(Role.COOP_PRODUCTION)) {
            throw ProblemException.notAllowed();
        }
    }
}
