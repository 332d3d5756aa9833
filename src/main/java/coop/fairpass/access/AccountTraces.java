package coop.fairpass.access;

import coop.fairpass.directory.People;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.Traces;
import coop.fairpass.web.Language;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** People who are known by name or by address: an operator closes the account of those who have no role left. */
@Component
class AccountTraces implements Traces {

    private final People people;
    private final CloseAccount closeAccount;

    AccountTraces(People people, CloseAccount closeAccount) {
        this.people = people;
        this.closeAccount = closeAccount;
    }

    @Override
    public String room() {
        return "access";
    }

    @Override
    public List<Trace> find(String text) {
        return people.saying(text).stream()
                .map(
                        person -> new Trace(
                                Kept.ACCOUNT,
                                room(),
                                person.id(),
                                Stream.of(Optional.of(person.name()), person.email())
                                        .flatMap(Optional::stream)
                                        .collect(java.util.stream.Collectors.joining(", ")),
                                people.seatsOf(person.id()).isEmpty()
                                        ? ""
                                        : Language.say(
                                                "Elle a un rôle : elle ferme son compte elle-même, ou ses rôles sont"
                                                        + " d’abord retirés.",
                                                "They have a role: they close their account themselves, or their"
                                                        + " roles are withdrawn first.")))
                .toList();
    }

    @Override
    public boolean erase(UUID id, String by) {
        if (people.find(id).isEmpty() || !people.seatsOf(id).isEmpty()) {
            return false;
        }
        closeAccount.close(id, by, "À votre demande, votre compte est fermé et ce qui vous nommait est effacé.");
        return true;
    }
}
