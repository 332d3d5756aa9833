package coop.fairpass.desk;

import coop.fairpass.privacy.Held;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.privacy.Subject;
import coop.fairpass.web.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a person did, decided and read, as the journal keeps it. It proves who engaged whom, and stays by id alone. */
@Component
class ActsOfPeople implements PersonalRecords {

    private static final int MOST = 10_000;

    private final Acts acts;

    ActsOfPeople(Acts acts) {
        this.acts = acts;
    }

    @Override
    public List<Held> heldOf(Subject subject) {
        var done = acts.page(
                        new Acts.Which(
                                Optional.of(List.of(subject.reference())),
                                Optional.empty(),
                                "",
                                Optional.empty(),
                                Instant.EPOCH,
                                Instant.parse("2100-01-01T00:00:00Z")),
                        Optional.empty(),
                        MOST)
                .items();
        return List.of(new Held(
                Kept.DECISION,
                Language.say("Ce que vous avez fait", "What you did"),
                done.stream()
                        .map(act -> Held.row(
                                Language.say("Le", "On"),
                                Language.say(act.at()),
                                Language.say("Quoi", "What"),
                                act.words(),
                                Language.say("Sur", "About"),
                                act.subject()))
                        .toList()));
    }

    @Override
    public void erase(Subject subject) {
        // acts keep the id of their author, which names nobody any more
    }
}
