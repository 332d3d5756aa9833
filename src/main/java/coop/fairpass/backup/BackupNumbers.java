package coop.fairpass.backup;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.doctor.Examinations;
import coop.fairpass.postgres.EmbeddedServer;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an operator lives by: the last backup that came back, and what the doctor last found. */
@Component
class BackupNumbers implements LivesBy {

    private static final int BACKUP = 8;
    private static final int DOCTOR = 9;

    private final BackupOutcomes outcomes;
    private final Examinations examinations;
    private final NightlyBackup nightly;
    private final EmbeddedServer ours;

    BackupNumbers(BackupOutcomes outcomes, Examinations examinations, NightlyBackup nightly, EmbeddedServer ours) {
        this.outcomes = outcomes;
        this.examinations = examinations;
        this.nightly = nightly;
        this.ours = ours;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        return actor.has(Role.OPERATOR) ? List.of(backup(), doctor()) : List.of();
    }

    private Panel backup() {
        var last = outcomes.last();
        var good = outcomes.lastGood();
        boolean isTrouble = last.filter(one -> !one.state().isGood()).isPresent()
                || nightly.lateSince().isPresent();
        var title = isTrouble
                ? "⚠ Sauvegardes : à regarder"
                : good.isPresent() ? "✓ Sauvegardes : la dernière est bonne" : "Sauvegardes : aucune encore";
        return new Panel(
                BACKUP,
                title,
                List.of(
                        new Figure(
                                good.map(one -> Paris.french(one.startedAt())).orElse("Jamais"),
                                "dernière sauvegarde restaurée à l’essai",
                                "/sauvegardes"),
                        new Figure(
                                good.map(one -> Plural.number(one.rows())).orElse("0"),
                                "lignes retrouvées identiques",
                                "/sauvegardes")),
                List.of(),
                List.of(
                        ours.server().isPresent()
                                ? "Prise et restaurée chaque nuit quand le site est ouvert par « ./fairpass serve »."
                                : "Cette base est tenue hors de Fairpass : « ./fairpass backup check » examine une"
                                        + " copie que vous avez restaurée."));
    }

    private Panel doctor() {
        var last = examinations.last();
        var wrong = last.map(Examinations.Kept::wrong).orElse(List.of());
        return new Panel(
                DOCTOR,
                wrong.isEmpty()
                        ? last.isPresent() ? "✓ Docteur : tout est vrai" : "Docteur : jamais passé"
                        : "⚠ Docteur : quelque chose est faux",
                List.of(
                        new Figure(last.map(one -> Paris.french(one.at())).orElse("Jamais"), "dernier passage", ""),
                        new Figure(
                                last.map(one -> Plural.number(one.invariants())).orElse("0"),
                                "invariants demandés",
                                ""),
                        new Figure(Plural.number(wrong.size()), "faux", "")),
                List.of(),
                Optional.of(wrong)
                        .filter(codes -> !codes.isEmpty())
                        .map(codes -> List.of(
                                "Faux : %s. Que faire : docs/operating.md, § 8.".formatted(String.join(", ", codes))))
                        .orElse(List.of("« ./fairpass doctor » le fait passer ; chaque nuit, la copie restaurée est"
                                + " examinée aussi.")));
    }
}
