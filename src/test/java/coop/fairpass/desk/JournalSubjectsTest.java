package coop.fairpass.desk;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Rooms;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.VatRegime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Le journal lit d’un coup les organisations d’une page")
@ExtendWith(TestDatabase.class)
class JournalSubjectsTest {

    private static final Actor OPERATOR =
            new Actor("person/" + UUID.randomUUID(), "Exploitante", Optional.empty(), Set.of(Role.OPERATOR));

    private final AtomicInteger read = new AtomicInteger();

    /** Connections that count what is read of organisations. */
    private DataSource counting(DataSource connections) {
        return proxy(DataSource.class, (name, arguments) -> {
            var answer = call(connections, name, arguments);
            return answer instanceof Connection one
                    ? proxy(Connection.class, (asked, given) -> {
                        if (asked.getName().equals("prepareStatement")
                                && String.valueOf(given[0]).contains("FROM directory.organisation")) {
                            read.incrementAndGet();
                        }
                        return call(one, asked, given);
                    })
                    : answer;
        });
    }

    private interface Handled {
        Object call(java.lang.reflect.Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handled handled) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> handled.call(method, arguments)));
    }

    private static Object call(Object on, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Acts.Act act(OrganisationId organisation, String subject) {
        return new Acts.Act(
                Instant.parse("2026-11-10T09:00:00Z"),
                "CLOCK",
                Optional.of(organisation.value()),
                ActKind.QUALIFICATION,
                What.PROVIDER_QUALIFIED.name(),
                "",
                subject + organisation,
                "");
    }

    @Test
    @DisplayName("vingt organisations, concernées ou sujets : deux lectures, et chacune a son nom")
    void read_at_once(Db db) {
        try (var counted = new Db(db.database(), () -> {}, this::counting);
                var rooms = Rooms.open(counted, MovableClock.at("2026-11-10T10:00"), "directory")) {
            var ids = IntStream.range(0, 20)
                    .mapToObj(number -> register(rooms, number))
                    .toList();
            var organisations = rooms.bean(Organisations.class);
            var subjects = new JournalSubjects(
                    List.of(), organisations, rooms.bean(ApiKeys.class), new MayGrant(organisations));
            var acts = ids.stream()
                    .map(id -> act(id, ids.indexOf(id) % 2 == 0 ? "provider/" : "organisation/"))
                    .toList();
            read.set(0);
            var lines = new JournalNames(rooms.bean(People.class), organisations, Optional.empty())
                    .lines(acts, subjects, OPERATOR);
            assertThat(read).hasValue(2);
            assertThat(lines).hasSize(20);
            for (int number = 0; number < 20; number++) {
                assertThat(lines.get(number).toString()).contains("Structure n° " + number);
            }
        }
    }

    private static OrganisationId register(Rooms rooms, int number) {
        var id = new OrganisationId(UUID.randomUUID());
        rooms.bean(RegisterOrganisation.class)
                .handle(new RegisterOrganisation.Command(
                        id,
                        "Structure n° " + number,
                        Optional.empty(),
                        Optional.empty(),
                        LegalNature.PRIVATE,
                        OrganisationKind.ASSOCIATION,
                        VatRegime.EXEMPT,
                        new Address("1 rue des Écoles", PostalCode.of("21000"), "Dijon", Optional.empty()),
                        Optional.empty(),
                        Optional.empty()));
        return id;
    }
}
