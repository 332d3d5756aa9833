package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.SubjectNames;
import coop.fairpass.web.SubjectNames.Name;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the acts of a page of the journal are about, by the numbers and the names that people know: each room names its
 * own things, a page of them at once, and the desk those of the directory.
 */
@Component
class JournalSubjects {

    private static final Pattern UUIDS =
            Pattern.compile("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Map<String, SubjectNames> rooms;
    private final Organisations organisations;
    private final ApiKeys keys;
    private final MayGrant mayGrant;

    JournalSubjects(List<SubjectNames> rooms, Organisations organisations, ApiKeys keys, MayGrant mayGrant) {
        this.rooms = rooms.stream().collect(Collectors.toUnmodifiableMap(SubjectNames::kind, Function.identity()));
        this.organisations = organisations;
        this.keys = keys;
        this.mayGrant = mayGrant;
    }

    /**
     * What each act is about, in words, and where it is read; nothing when it is about nothing more.
     *
     * @param people names a person as far as the reader may know them
     */
    Map<Acts.Act, Name> of(Collection<Acts.Act> acts, Actor reader, Function<UUID, String> people) {
        var fromRooms = fromRooms(acts, reader);
        var known = organisationsOf(acts);
        var keysOf = new HashMap<UUID, Map<String, String>>();
        var names = new HashMap<Acts.Act, Name>();
        for (var act : acts) {
            names.computeIfAbsent(
                    act,
                    one -> Subject.of(one.subject())
                            .map(kind -> said(
                                    kind,
                                    kind.idIn(one.subject()),
                                    named(kind, one, reader, people, known, keysOf)
                                            .or(() -> Optional.ofNullable(fromRooms
                                                    .getOrDefault(kind, Map.of())
                                                    .get(kind.idIn(one.subject()))))))
                            .orElseGet(() -> new Name(shortened(one.subject()), Optional.empty())));
        }
        return names;
    }

    /** All the organisations that acts are about, read at once. */
    private Map<OrganisationId, Organisation> organisationsOf(Collection<Acts.Act> acts) {
        return organisations.known(acts.stream()
                .flatMap(act -> Subject.of(act.subject())
                        .filter(JournalSubjects::isOrganisation)
                        .map(kind -> OrganisationId.of(kind.idIn(act.subject())))
                        .stream())
                .collect(Collectors.toSet()));
    }

    private static boolean isOrganisation(Subject kind) {
        return kind == Subject.ORGANISATION || kind == Subject.PROVIDER;
    }

    private Map<Subject, Map<String, Name>> fromRooms(Collection<Acts.Act> acts, Actor reader) {
        var ids = new EnumMap<Subject, Set<String>>(Subject.class);
        acts.forEach(act -> Subject.of(act.subject())
                .filter(kind -> rooms.containsKey(kind.kind()))
                .ifPresent(
                        kind -> ids.computeIfAbsent(kind, _ -> new HashSet<>()).add(kind.idIn(act.subject()))));
        var names = new EnumMap<Subject, Map<String, Name>>(Subject.class);
        ids.forEach((kind, some) ->
                names.put(kind, Objects.requireNonNull(rooms.get(kind.kind())).of(some, reader)));
        return names;
    }

    /** « Commande 2027-0012 »; what has neither number nor name keeps the beginning of its id. */
    private static Name said(Subject kind, String id, Optional<Name> name) {
        return new Name(
                Sentences.of(kind).formatted(name.map(Name::words).orElseGet(() -> shortened(id))),
                name.flatMap(Name::path));
    }

    private static String shortened(String text) {
        return UUIDS.matcher(text).replaceAll("$1…");
    }

    private Optional<Name> named(
            Subject kind,
            Acts.Act act,
            Actor reader,
            Function<UUID, String> people,
            Map<OrganisationId, Organisation> known,
            Map<UUID, Map<String, String>> keysOf) {
        var id = kind.idIn(act.subject());
        var team = act.organisation()
                .filter(in -> mayGrant.leads(reader, new OrganisationId(in)))
                .map(in -> "/equipe/" + in);
        if (kind == Subject.PERSON) {
            return Optional.of(new Name(people.apply(UUID.fromString(id)), team));
        }
        if (kind == Subject.KEY) {
            return act.organisation()
                    .flatMap(in -> Optional.ofNullable(
                            keysOf.computeIfAbsent(in, this::keyNames).get(id)))
                    .map(name -> new Name(name, team.map(path -> path + "/cles")));
        }
        if (kind == Subject.ACCOUNT) {
            return Optional.of(Name.of("", "/banque/comptes", reader.hasAny(Role.COOP_CONTROLLER, Role.TREASURER)));
        }
        return isOrganisation(kind)
                ? Optional.ofNullable(known.get(OrganisationId.of(id))).map(one -> name(one, kind, reader))
                : Optional.empty();
    }

    private Map<String, String> keyNames(UUID organisation) {
        return keys.of(new OrganisationId(organisation)).stream()
                .collect(Collectors.toMap(key -> key.id().toString(), ApiKeys.ApiKey::name));
    }

    private static Name name(Organisation one, Subject kind, Actor reader) {
        return kind == Subject.PROVIDER
                        && reader.hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER, Role.COMMITTEE, Role.BOARD)
                ? Name.of(one.legalName(), "/prestataires/" + one.id(), true)
                : Name.of(
                        one.legalName(),
                        "/organisations/" + one.id(),
                        reader.isOfTheCooperative() || reader.isOf(one.id()));
    }
}
