package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What happens to one booklet in an agent's hands; and the public keys with which anyone may verify a voucher. */
@RestController
@Tag(name = "Carnets")
class BookletsApi {

    private static final int LONGEST_PRESENTED = 400;

    record HandOverBody(
            @Nullable String presented,
            @Nullable String audience,
            @Nullable String channel) {}

    record HandedOver(
            UUID id,
            String booklet,
            LocalDate on,
            int vouchers,
            LocalDate lastUsableDay,
            Audience audience,
            Channel channel,
            boolean isInferred) {}

    record BlockBody(@Nullable String presented, @Nullable String loss) {}

    record Blocked(String booklet, int vouchers) {}

    record ReplacementBody(@Nullable String booklet) {}

    record Replaced(String lost, String replacedBy, int vouchers) {}

    record ShownBooklet(
            String booklet,
            String order,
            BookletState state,
            LocalDate since,
            int vouchers,
            List<Custody.Link> custody) {}

    private final HandOverBooklet handOverBooklet;
    private final BlockBooklet blockBooklet;
    private final LiftBlock liftBlock;
    private final ReplaceBooklet replaceBooklet;
    private final PrintReplacement printReplacement;
    private final PrintLetter printLetter;
    private final Custody custody;
    private final VoucherKeys keys;

    BookletsApi(
            HandOverBooklet handOverBooklet,
            BlockBooklet blockBooklet,
            LiftBlock liftBlock,
            ReplaceBooklet replaceBooklet,
            PrintReplacement printReplacement,
            PrintLetter printLetter,
            Custody custody,
            VoucherKeys keys) {
        this.handOverBooklet = handOverBooklet;
        this.blockBooklet = blockBooklet;
        this.liftBlock = liftBlock;
        this.replaceBooklet = replaceBooklet;
        this.printReplacement = printReplacement;
        this.printLetter = printLetter;
        this.custody = custody;
        this.keys = keys;
    }

    @PostMapping("/api/v1/hand-overs")
    @Operation(summary = "Remettre un carnet à une personne, que rien ne nomme")
    HandedOver handOver(@RequestBody HandOverBody body, NewId id, Actor by) {
        var checks = new Checks();
        var presented = checks.text("presented", body.presented(), LONGEST_PRESENTED);
        var audience = checks.optionalChoice("audience", body.audience(), Audience.class)
                .orElse(Audience.NOT_TOLD);
        var channel =
                checks.optionalChoice("channel", body.channel(), Channel.class).orElse(Channel.UNKNOWN);
        checks.orThrow();
        return switch (handOverBooklet.handle(
                new HandOverBooklet.Command(id.value(), presented, audience, channel, by))) {
            case HandOverBooklet.Outcome.HandedOver(var done, int vouchers, var lastDay) ->
                new HandedOver(
                        done.id(),
                        done.booklet().serial(),
                        done.on(),
                        vouchers,
                        lastDay,
                        done.audience(),
                        done.channel(),
                        done.isInferred());
            case HandOverBooklet.Outcome.Misread(var fault) -> throw ProblemException.refused(fault);
            case HandOverBooklet.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @GetMapping("/api/v1/booklets/{serial}")
    @Operation(summary = "Un carnet et sa chaîne de remise")
    ShownBooklet booklet(@PathVariable String serial, Actor by) {
        var chain = custody.of(BookletFields.booklet(serial), by).orElseThrow(ProblemException::notFound);
        var booklet = chain.booklet();
        return new ShownBooklet(
                booklet.number().serial(),
                chain.orderNumber(),
                booklet.state(),
                booklet.since(),
                booklet.size(),
                chain.links());
    }

    /** Where to use it, in large print; {@code commune} is the INSEE code of where the person lives. */
    @GetMapping("/api/v1/booklets/{serial}/letter")
    @Operation(summary = "Imprimer la lettre d’orientation, avec les trois lieux les plus proches")
    ResponseEntity<StreamingResponseBody> letter(
            @PathVariable String serial, @RequestParam(required = false) @Nullable String commune, Actor by) {
        requireInChain(serial, by);
        var checks = new Checks();
        var near = checks.optionalIdentifier("commune", commune, InseeCode::check);
        checks.orThrow();
        return switch (printLetter.handle(new PrintLetter.Command(BookletFields.booklet(serial), near, by))) {
            case PrintLetter.Outcome.Ready(var file) -> BookletFields.download(file, MediaType.APPLICATION_PDF);
            case PrintLetter.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/api/v1/blocks")
    @Operation(summary = "Mettre en opposition un carnet perdu, volé ou abîmé")
    Blocked block(@RequestBody BlockBody body, Actor by) {
        var checks = new Checks();
        var presented = checks.text("presented", body.presented(), LONGEST_PRESENTED);
        var loss = checks.choice("loss", body.loss(), Loss.class, Loss.LOST);
        checks.orThrow();
        return switch (blockBooklet.handle(new BlockBooklet.Command(presented, loss, by))) {
            case BlockBooklet.Outcome.Blocked(var booklet, int vouchers) -> new Blocked(booklet.serial(), vouchers);
            case BlockBooklet.Outcome.Misread(var fault) -> throw ProblemException.refused(fault);
            case BlockBooklet.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @DeleteMapping("/api/v1/blocks/{serial}")
    @Operation(summary = "Lever une opposition, dans les dix jours")
    void lift(@PathVariable String serial, Actor by) {
        requireInChain(serial, by);
        if (liftBlock.handle(new LiftBlock.Command(BookletFields.booklet(serial), by))
                instanceof LiftBlock.Outcome.Refused(var reason)) {
            throw BookletFields.refused(reason);
        }
    }

    /** A booklet of others says nothing of its state. */
    private void requireInChain(String serial, Actor by) {
        var _ = custody.of(BookletFields.booklet(serial), by).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/api/v1/replacements")
    @Operation(summary = "Remplacer une fois un carnet en opposition")
    Replaced replace(@RequestBody ReplacementBody body, NewId id, Actor by) {
        var checks = new Checks();
        var lost = BookletFields.booklet(checks, "booklet", body.booklet());
        checks.orThrow();
        return switch (replaceBooklet.handle(new ReplaceBooklet.Command(id.value(), lost, by))) {
            case ReplaceBooklet.Outcome.Replaced(var done) ->
                new Replaced(
                        done.lost().serial(),
                        done.replacedBy().serial(),
                        done.ranks().size());
            case ReplaceBooklet.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    @PostMapping("/api/v1/replacements/{serial}/sheet")
    @Operation(summary = "Imprimer le carnet de remplacement")
    ResponseEntity<StreamingResponseBody> sheet(@PathVariable String serial, Actor by) {
        return switch (printReplacement.handle(new PrintReplacement.Command(BookletFields.booklet(serial), by))) {
            case PrintReplacement.Outcome.Ready(var file) -> BookletFields.download(file, MediaType.APPLICATION_PDF);
            case PrintReplacement.Outcome.Unprintable(var faults) ->
                throw ProblemException.refused(
                        faults.stream().sorted().findFirst().orElseThrow());
            case PrintReplacement.Outcome.Refused(var reason) -> throw BookletFields.refused(reason);
        };
    }

    /** For anyone, without signing in: with these a voucher's symbol is verified offline. */
    @GetMapping(value = "/.well-known/fairpass-keys.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Les clés publiques, pour vérifier un chèque sans rien demander")
    ResponseEntity<String> publicKeys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(keys.publicKeys().json());
    }
}
