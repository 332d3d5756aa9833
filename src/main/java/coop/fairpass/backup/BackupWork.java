package coop.fairpass.backup;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.doctor.Examinations;
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
                                "La dernière sauvegarde n’est pas bonne",
                                Sentences.of(last.state()) + " : " + last.failure(),
                                PATH)
                        .before(Paris.dayOf(last.startedAt())));
    }

    private Optional<Waiting> late() {
        return nightly.lateSince()
                .map(since -> new Waiting(
                                "Aucune sauvegarde récente",
                                "aucune n’a été prise et restaurée à l’essai depuis le " + Paris.french(since),
                                PATH)
                        .before(Paris.dayOf(since.plus(NightlyBackup.LONGEST))));
    }

    private Optional<Waiting> wrong() {
        return examinations
                .last()
                .filter(one -> !one.wrong().isEmpty())
                .map(one -> new Waiting(
                                "Le docteur a trouvé quelque chose de faux",
                                String.join(", ", one.wrong()) + ", le " + Paris.french(one.at()),
                                PATH)
                        .before(Paris.dayOf(one.at())));
    }
}
