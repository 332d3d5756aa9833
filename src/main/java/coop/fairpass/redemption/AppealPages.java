package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A desk contests a rejection, and whoever may read a document takes it away. */
@Controller
@RequestMapping("/cheques")
class AppealPages {

    private static final int LONGEST_APPEAL = 1_000;

    private final AppealRejection appeals;
    private final HoldDocuments documents;

    AppealPages(AppealRejection appeals, HoldDocuments documents) {
        this.appeals = appeals;
        this.documents = documents;
    }

    @PostMapping("/recours")
    String appeal(
            @RequestParam String redemption,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable MultipartFile document,
            Actor by,
            RedirectAttributes next)
            throws IOException {
        if (HoldDocuments.ownOf(by).isEmpty()) {
            throw ProblemException.notAllowed();
        }
        var id = RedemptionId.read(redemption).orElseThrow(ProblemException::notFound);
        var typed = Map.of("words-" + id, words == null ? "" : words);
        var checks = new Checks();
        var text = checks.text("words", words, LONGEST_APPEAL);
        if (!checks.errors().isEmpty()) {
            next.addFlashAttribute(
                    "told",
                    new Told(
                            Told.Kind.REFUSED,
                            Language.say("Votre recours n’est pas enregistré.", "Your appeal is not recorded."),
                            List.of(checks.errors().getFirst().title()),
                            Map.of(),
                            typed));
            return "redirect:/cheques/accepter";
        }
        next.addFlashAttribute(
                "told",
                switch (appeals.appeal(id, text, HoldDocuments.brought(document), by)) {
                    case AppealRejection.Outcome.Appealed(var done) ->
                        Told.done(Language.say(
                                        "Votre recours pour le chèque %s est transmis.",
                                        "Your appeal about voucher %s has been passed on.")
                                .formatted(done.serial()));
                    case AppealRejection.Outcome.Decided(var _, var _) ->
                        throw new IllegalStateException("nobody decided");
                    case AppealRejection.Outcome.Refused(var reason) -> Told.refused(reason, typed);
                });
        return "redirect:/cheques/accepter";
    }

    @ReadsSensitive(Sensitive.HOLD_DOCUMENT)
    @GetMapping("/documents/{redemption}/{occasion}")
    ResponseEntity<byte[]> document(@PathVariable String redemption, @PathVariable String occasion, Actor by) {
        var id = RedemptionId.read(redemption).orElseThrow(ProblemException::notFound);
        var when = HoldDocuments.occasion(occasion).orElseThrow(ProblemException::notFound);
        var kept = documents.find(id, when, by).orElseThrow(ProblemException::notFound);
        return Download.of(
                HoldDocuments.Kept.name(id, when, kept.kind()), kept.kind().type(), kept.content());
    }
}
