package coop.fairpass.backup;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.doctor.Examinations;
import coop.fairpass.postgres.EmbeddedServer;
import coop.fairpass.web.Language;
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
                ? Language.say("⚠ Sauvegardes : à regarder", "⚠ Backups: look at them")
                : good.isPresent()
                        ? Language.say("✓ Sauvegardes : la dernière est bonne", "✓ Backups: the last one is good")
                        : Language.say("Sauvegardes : aucune encore", "Backups: none yet");
        return new Panel(
                BACKUP,
                title,
                List.of(
                        new Figure(
                                good.map(one -> Language.say(one.startedAt())).orElseGet(BackupNumbers::never),
                                Language.say(
                                        "dernière sauvegarde restaurée à l’essai", "last backup restored on trial"),
                                "/sauvegardes"),
                        new Figure(
                                good.map(one -> Language.say(one.rows())).orElse("0"),
                                Language.say(
                                        Plural.words(
                                                good.map(one -> one.rows()).orElse(0L),
                                                "ligne retrouvée identique",
                                                "lignes retrouvées identiques"),
                                        "rows found again, the same"),
                                "/sauvegardes")),
                List.of(),
                List.of(
                        ours.server().isPresent()
                                ? Language.say(
                                        "Prise et restaurée chaque nuit quand le site est ouvert par"
                                                + " « ./fairpass serve ».",
                                        "Taken and restored each night when the site is opened by"
                                                + " “./fairpass serve”.")
                                : Language.say(
                                        "Cette base est tenue hors de Fairpass : « ./fairpass backup check » examine"
                                                + " une copie que vous avez restaurée.",
                                        "This database is kept outside Fairpass: “./fairpass backup check” examines"
                                                + " a copy that you have restored.")));
    }

    private static String never() {
        return Language.say("Jamais", "Never");
    }

    private Panel doctor() {
        var last = examinations.last();
        var wrong = last.map(Examinations.Kept::wrong).orElse(List.of());
        return new Panel(
                DOCTOR,
                wrong.isEmpty()
                        ? last.isPresent()
                                ? Language.say("✓ Docteur : tout est vrai", "✓ Doctor: all is true")
                                : Language.say("Docteur : jamais passé", "Doctor: never came")
                        : Language.say("⚠ Docteur : quelque chose est faux", "⚠ Doctor: something is wrong"),
                List.of(
                        new Figure(
                                last.map(one -> Language.say(one.at())).orElseGet(BackupNumbers::never),
                                Language.say("dernier passage", "last visit"),
                                ""),
                        new Figure(
                                last.map(one -> Language.say(one.invariants())).orElse("0"),
                                Language.say(
                                        Plural.words(
                                                last.map(one -> (long) one.invariants())
                                                        .orElse(0L),
                                                "invariant demandé",
                                                "invariants demandés"),
                                        "invariants asked"),
                                ""),
                        new Figure(Language.say(wrong.size()), Language.say("faux", "wrong"), "")),
                List.of(),
                Optional.of(wrong)
                        .filter(codes -> !codes.isEmpty())
                        .map(codes -> List.of(Language.say(
                                        "Faux : %s. Que faire : docs/operating.md, § 8.",
                                        "Wrong: %s. What to do: docs/operating.md, § 8.")
                                .formatted(String.join(", ", codes))))
                        .orElseGet(() -> List.of(Language.say(
                                "« ./fairpass doctor » le fait passer ; chaque nuit, la copie restaurée est examinée"
                                        + " aussi.",
                                "“./fairpass doctor” makes it come; each night the restored copy is examined too."))));
    }
}
