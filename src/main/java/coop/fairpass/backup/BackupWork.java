package coop.fairpass.backup;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.doctor.Examinations;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WorkWaiting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What waits for an operator: a backup that is not good, none for too long, a doctor that found something. */
@Component
class BackupWork implements WorkWaiting {

    private static final String PATH = "/sauvegardes";

    private final BackupOutcomes outcomes;
    private final Examinations examinations;
    private final NightlyBackup nightly;

    BackupWork(BackupOutcomes outcomes, Examinations examinations, NightlyBackup nightly) {
        this.outcomes = outcomes;
        this.examinations = examinations;
        this.nightly = nightly;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        if (!actor.has(Role.OPERATOR)) {
            return List.of();
        }
        return Stream.of(failed(), late(), wrong()).flatMap(Optional::stream).toList();
    }

    private Optional<Waiting> failed() {
        return outcomes.last()
                .filter(last -> !last.state().isGood())
                .map(last -> new Waiting(
                                Language.say("La dernière sauvegarde n’est pas bonne", "The last backup is not good"),
                                Sentences.of(last.state()) + Language.say(" : " + last.failure(), ""),
                                PATH)
                        .before(Paris.dayOf(last.startedAt())));
    }

    private Optional<Waiting> late() {
        return nightly.lateSince()
                .map(since -> new Waiting(
                                Language.say("Aucune sauvegarde récente", "No recent backup"),
                                Language.say(
                                                "aucune n’a été prise et restaurée à l’essai depuis le ",
                                                "none has been taken and restored on trial since ")
                                        + Language.say(since),
                                PATH)
                        .before(Paris.dayOf(since.plus(NightlyBackup.LONGEST))));
    }

    private Optional<Waiting> wrong() {
        return examinations
                .last()
                .filter(one -> !one.wrong().isEmpty())
                .map(one -> new Waiting(
                                Language.say("Le docteur a trouvé quelque chose de faux", "The doctor found something wrong"),
                                String.join(", ", one.wrong())
                                        + Language.say(", le ", ", on ")
                                        + Language.say(one.at()),
                                PATH)
                        .before(Paris.dayOf(one.at())));
    }
}
