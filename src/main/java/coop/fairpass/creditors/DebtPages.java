package coop.fairpass.creditors;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Download;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The file of what is owed, for who answers for it: seen before it is taken, at any time. */
@Controller
class DebtPages {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final ReadDebts readDebts;
    private final DebtFile debtFile;

    DebtPages(ReadDebts readDebts, DebtFile debtFile) {
        this.readDebts = readDebts;
        this.debtFile = debtFile;
    }

    @GetMapping("/arret-progressif/dossier")
    String read(Actor by, Model model) {
        requireReader(by);
        var debts = readDebts.now();
        model.addAttribute("debts", debts);
        model.addAttribute("at", Language.say(debts.at()));
        return "creditors/debts";
    }

    @ReadsSensitive(Sensitive.BOOKS_EXPORT)
    @GetMapping("/arret-progressif/dossier.zip")
    ResponseEntity<byte[]> take(Actor by) {
        requireReader(by);
        return download(debtFile.of(readDebts.now()));
    }

    static ResponseEntity<byte[]> download(DebtFile.Archive archive) {
        return Download.of(archive.name(), ZIP, archive.content());
    }

    /** Who answers for the money, and nobody else. */
    static void requireReader(Actor by) {
        if (!by.hasAny(Role.TREASURER, Role.BOARD, Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
    }
}
