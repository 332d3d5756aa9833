package coop.fairpass.directory;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people who work with the instance, and the roles they hold in organisations. */
@Component
public class People {

    /** A person in one organisation, with all the roles held there. */
    public record Seat(
            UUID person, String name, OrganisationId organisation, String organisationName, Set<Role> roles) {

        /** The person as the author of an act. */
        public Actor actor() {
            return new Actor("person/" + person, name, Optional.of(organisation), roles);
        }
    }

    /** A person, and where to write to them. */
    public record Person(UUID id, String name, Optional<String> email) {}

    private record Row(UUID person, String name, UUID organisation, String organisationName, Role role) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    People(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Enters a person; the caller chose the id. */
    @Transactional
    public void enter(UUID person, String name, Optional<String> email) {
        insert(person, name, email);
    }

    /**
     * Enters a person with roles in an organisation, once: a repeat gives back no role that was taken away since.
     *
     * @return false when the id stands for somebody else, or for other roles
     */
    @Transactional
    public boolean enter(
            UUID person, String name, Optional<String> email, OrganisationId organisation, Set<Role> roles, Actor by) {
        if (insert(person, name, email)) {
            roles.forEach(role -> grant(person, organisation, role, by));
            return true;
        }
        return isEntered(person, name, email, organisation, roles);
    }

    private boolean insert(UUID person, String name, Optional<String> email) {
        return jdbc.sql("""
                        INSERT INTO directory.person (id, name, email, entered_at)
                        VALUES (:id, :name, :email, :entered_at)
                            ON CONFLICT (id) DO NOTHING
                        """)
                        .param("id", person)
                        .param("name", name)
                        .param("email", email.orElse(null))
                        .param("entered_at", now())
                        .update()
                == 1;
    }

    /** Whether an id is that of a person so entered, who has, or had, these roles in an organisation. */
    private boolean isEntered(
            UUID person, String name, Optional<String> email, OrganisationId organisation, Set<Role> roles) {
        return jdbc.sql("""
                        SELECT p.name = :name AND p.email IS NOT DISTINCT FROM :email
                               AND :roles::text[] <@ ARRAY(SELECT m.role
                                                             FROM directory.membership m
                                                            WHERE m.person = p.id
                                                              AND m.organisation = :organisation)
                          FROM directory.person p
                         WHERE p.id = :id
                        """)
                .param("id", person)
                .param("name", name)
                .param("email", email.orElse(null), java.sql.Types.VARCHAR)
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .param("organisation", organisation.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Gives a person a role in an organisation, from now on. */
    @Transactional
    public void grant(UUID person, OrganisationId organisation, Role role, Actor by) {
        jdbc.sql("""
                        INSERT INTO directory.membership (person, organisation, role, granted_at, granted_by)
                        VALUES (:person, :organisation, :role, :granted_at, :granted_by)
                            ON CONFLICT (person, organisation, role) WHERE revoked_at IS NULL DO NOTHING
                        """)
                .param("person", person)
                .param("organisation", organisation.value())
                .param("role", role.name())
                .param("granted_at", now())
                .param("granted_by", by.reference())
                .update();
    }

    /**
     * Why a role is taken away.
     *
     * @param words what its author adds; empty for nothing
     */
    public record Why(RoleEnd end, String words) {}

    /** Takes a role away without saying why, as programs could always do. */
    @Transactional
    public void revoke(UUID person, OrganisationId organisation, Role role, Actor by) {
        revoke(person, organisation, role, Optional.empty(), by);
    }

    /** Takes a role away, with effect at once. */
    @Transactional
    public void revoke(UUID person, OrganisationId organisation, Role role, Optional<Why> why, Actor by) {
        jdbc.sql("""
                        UPDATE directory.membership
                           SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoked_because = :because,
                               revoked_words = :words
                         WHERE person = :person AND organisation = :organisation AND role = :role
                           AND revoked_at IS NULL
                        """)
                .param("person", person)
                .param("organisation", organisation.value())
                .param("role", role.name())
                .param("revoked_at", now())
                .param("revoked_by", by.reference())
                .param("because", why.map(one -> one.end().name()).orElse(null))
                .param(
                        "words",
                        why.map(Why::words).filter(words -> !words.isEmpty()).orElse(null))
                .update();
    }

    /** How a person is called; empty when nobody has that id. */
    @Transactional(readOnly = true)
    public Optional<String> nameOf(UUID person) {
        return find(person).map(Person::name);
    }

    /** A person who was entered. */
    @Transactional(readOnly = true)
    public Optional<Person> find(UUID person) {
        return jdbc.sql("SELECT id, name, email FROM directory.person WHERE id = :id")
                .param("id", person)
                .query((row, _) -> new Person(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("email"))))
                .optional();
    }

    /** People who are still named here, of whom the name or the address says a text; fifty at most. */
    @Transactional(readOnly = true)
    public List<Person> saying(String text) {
        return jdbc.sql("""
                        SELECT id, name, email
                          FROM directory.person
                         WHERE erased_at IS NULL
                           AND strpos(lower(concat_ws(' ', name, email)), lower(:text)) > 0
                         ORDER BY name, id
                         LIMIT 50
                        """)
                .param("text", text)
                .query((row, _) -> new Person(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("email"))))
                .list();
    }

    /** Corrects how a person is called. */
    @Transactional
    public void rename(UUID person, String name) {
        jdbc.sql("UPDATE directory.person SET name = :name WHERE id = :id AND erased_at IS NULL")
                .param("id", person)
                .param("name", name)
                .update();
    }

    /** Corrects where to write to a person. */
    @Transactional
    public void writeTo(UUID person, String email) {
        jdbc.sql("UPDATE directory.person SET email = :email WHERE id = :id AND erased_at IS NULL")
                .param("id", person)
                .param("email", email)
                .update();
    }

    /**
     * Where to write to the people of an organisation, and to the organisation itself: each address once.
     *
     * @param roles of the people to write to; none for all of them
     */
    @Transactional(readOnly = true)
    public List<String> addressesIn(OrganisationId organisation, Set<Role> roles) {
        return jdbc.sql("""
                        SELECT DISTINCT lower(email) FROM (
                               SELECT p.email
                                 FROM directory.membership m JOIN directory.person p ON p.id = m.person
                                WHERE m.organisation = :id AND m.revoked_at IS NULL
                                  AND (cardinality(:roles::text[]) = 0 OR m.role = ANY (:roles::text[]))
                                UNION ALL
                               SELECT email FROM directory.organisation WHERE id = :id) known
                         WHERE email ~ '^[^@\\s]+@[^@\\s]+$'
                         ORDER BY 1
                        """)
                .param("id", organisation.value())
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Everyone with a role, by organisation and name. */
    @Transactional(readOnly = true)
    public List<Seat> seats() {
        return seats("true", Optional.empty());
    }

    /** The seats of one person. */
    @Transactional(readOnly = true)
    public List<Seat> seatsOf(UUID person) {
        return seats("p.id = :id", Optional.of(person));
    }

    /** The people of one organisation. */
    @Transactional(readOnly = true)
    public List<Seat> seatsIn(OrganisationId organisation) {
        return seats("o.id = :id", Optional.of(organisation.value()));
    }

    private List<Seat> seats(String which, Optional<UUID> id) {
        var rows = jdbc.sql("""
                        SELECT p.id AS person, p.name, o.id AS organisation, o.legal_name, m.role
                          FROM directory.membership m
                          JOIN directory.person p ON p.id = m.person
                          JOIN directory.organisation o ON o.id = m.organisation
                         WHERE m.revoked_at IS NULL
                           AND
                        """ + which + " ORDER BY o.legal_name, p.name, p.id, m.role")
                .param("id", id.orElse(null))
                .query((row, _) -> new Row(
                        row.getObject("person", UUID.class),
                        row.getString("name"),
                        row.getObject("organisation", UUID.class),
                        row.getString("legal_name"),
                        Role.valueOf(row.getString("role"))))
                .list();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> List.of(row.organisation(), row.person()),
                        java.util.LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(group -> new Seat(
                        group.getFirst().person(),
                        group.getFirst().name(),
                        new OrganisationId(group.getFirst().organisation()),
                        group.getFirst().organisationName(),
                        group.stream().map(Row::role).collect(Collectors.toUnmodifiableSet())))
                .toList();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
