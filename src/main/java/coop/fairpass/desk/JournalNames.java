package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.web.Language;
import coop.fairpass.web.SubjectNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Lines of the journal with names, each looked up once, organisations together, as far as their reader may know. */
final class JournalNames {

    /** Reasons that are the cooperative’s own, and not written for the organisation. */
    private static final Set<ActKind> REASONS_KEPT = Set.of(ActKind.PAYMENT, ActKind.BOOKLET);

    /** What acts by itself when something arrives, and not when a day comes. */
    private static final String RULE = "RULE";

    private final People people;
    private final Organisations organisations;
    private final Optional<OrganisationId> reach;
    private final Map<String, String> authors = new LinkedHashMap<>();
    private final Map<UUID, String> concerned = new LinkedHashMap<>();
    private final Set<UUID> near;

    /** @param reach the only organisation whose people are named; empty for who may know all */
    JournalNames(People people, Organisations organisations, Optional<OrganisationId> reach) {
        this.people = people;
        this.organisations = organisations;
        this.reach = reach;
        this.near = reach.stream()
                .flatMap(id -> people.seatsIn(id).stream())
                .map(People.Seat::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A line for each act, in their order. */
    List<JournalLine> lines(List<Acts.Act> acts, JournalSubjects subjects, Actor reader) {
        organisations
                .known(acts.stream()
                        .flatMap(act -> act.organisation().stream())
                        .filter(id -> !concerned.containsKey(id))
                        .map(OrganisationId::new)
                        .collect(Collectors.toSet()))
                .forEach((id, one) -> concerned.put(id.value(), one.legalName()));
        var names = subjects.of(acts, reader, person -> authors.computeIfAbsent("person/" + person, this::author));
        return acts.stream()
                .map(act -> line(act, Objects.requireNonNull(names.get(act))))
                .toList();
    }

    private JournalLine line(Acts.Act act, SubjectNames.Name subject) {
        return new JournalLine(
                Language.say(act.at()),
                authors.computeIfAbsent(act.author(), this::author),
                act.organisation().map(id -> concerned.getOrDefault(id, "")).orElse(""),
                act.words(),
                subject.words().strip(),
                subject.path().orElse(""),
                reach.isPresent() && REASONS_KEPT.contains(act.kind()) ? "" : act.reason(),
                act.isReasonOurs() ? Language.reading().tag() : Language.FRENCH.tag());
    }

    private String author(String reference) {
        if (reference.startsWith("key/")) {
            return Language.say("Un programme", "A program");
        }
        if (reference.equals(Actor.CLOCK.reference())) {
            return Language.say(Actor.CLOCK.label(), "Due date");
        }
        if (reference.equals(Actor.BANK.reference())) {
            return Language.say(Actor.BANK.label(), "Bank");
        }
        if (reference.equals(RULE)) {
            return Language.say("Une règle", "A rule");
        }
        return Actor.personOf(reference)
                .map(this::named)
                .orElse(reference); // a body that decided: the assembly, the board
    }

    private String named(UUID person) {
        return reach.isPresent() && !near.contains(person)
                ? Language.say("Quelqu’un d’une autre organisation", "Someone of another organisation")
                : people.nameOf(person).orElseGet(() -> Language.say("Quelqu’un", "Someone"));
    }
}
