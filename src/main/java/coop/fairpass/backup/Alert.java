package coop.fairpass.backup;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import coop.fairpass.web.Sentences;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says to every operator, by mail, and to the log that someone must act. */
@Component
class Alert {

    private static final Logger LOG = LoggerFactory.getLogger(Alert.class);

    private final People people;
    private final Letters letters;

    Alert(People people, Letters letters) {
        this.people = people;
        this.letters = letters;
    }

    /** A night's backup is not good: told once a day, however often it is tried again. In the caller's transaction. */
    void failed(Outcome outcome) {
        LOG.error("the backup of {} is not good: {}, {}", outcome.startedAt(), outcome.state(), outcome.failure());
        write(
                "backup/" + Paris.dayOf(outcome.startedAt()),
                "La sauvegarde de Fairpass a échoué",
                List.of(
                        "Commencée le %s : %s"
                                .formatted(Paris.french(outcome.startedAt()), Sentences.of(outcome.state())),
                        outcome.failure(),
                        "Les sauvegardes d’avant sont gardées. Une fois la cause levée, « ./fairpass backup » en prend"
                                + " une autre sans attendre la nuit."));
    }

    /** No backup was good for too long: told once. */
    void late(Instant since) {
        LOG.error("no backup has been good since {}", since);
        write(
                "backup-late/" + since,
                "Fairpass n’a pas de sauvegarde récente",
                List.of(
                        "Aucune sauvegarde n’a été prise et restaurée à l’essai depuis le %s."
                                .formatted(Paris.french(since)),
                        "Regardez ce qui l’empêche : la place sur le disque, le journal du programme, ou le programme"
                                + " lui-même s’il était arrêté la nuit."));
    }

    private void write(String key, String subject, List<String> words) {
        people.seats().stream()
                .filter(seat -> seat.roles().contains(Role.OPERATOR))
                .map(People.Seat::person)
                .distinct()
                .flatMap(person -> people.find(person).flatMap(People.Person::email).stream())
                .distinct()
                .forEach(address -> letters.write(new Letter(
                        UUID.nameUUIDFromBytes((key + "/" + address).getBytes(StandardCharsets.UTF_8)),
                        address,
                        MailKind.DUE,
                        subject,
                        words,
                        Optional.of(new Letter.Link("Voir les sauvegardes", "/sauvegardes")))));
    }
}
