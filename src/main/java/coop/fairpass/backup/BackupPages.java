package coop.fairpass.backup;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.doctor.Examinations;
import coop.fairpass.postgres.EmbeddedServer;
import coop.fairpass.web.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Les sauvegardes : what became of each, for an operator. */
@Controller
class BackupPages {

    private static final int SHOWN = 60;

    private final BackupOutcomes outcomes;
    private final Examinations examinations;
    private final NightlyBackup nightly;
    private final BackupSettings settings;
    private final EmbeddedServer ours;

    BackupPages(
            BackupOutcomes outcomes,
            Examinations examinations,
            NightlyBackup nightly,
            BackupSettings settings,
            EmbeddedServer ours) {
        this.outcomes = outcomes;
        this.examinations = examinations;
        this.nightly = nightly;
        this.settings = settings;
        this.ours = ours;
    }

    @GetMapping("/sauvegardes")
    String all(Actor by, Model model) {
        if (!by.has(Role.OPERATOR)) {
            throw ProblemException.notAllowed();
        }
        model.addAttribute("outcomes", outcomes.last(SHOWN));
        model.addAttribute("late", nightly.lateSince());
        model.addAttribute("examined", examinations.last());
        model.addAttribute("isOurs", ours.server().isPresent());
        model.addAttribute("days", settings.days());
        model.addAttribute("months", settings.months());
        return "backup/backups";
    }
}
