package coop.fairpass.mail;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Ce qu’une organisation doit savoir est aussi écrit à ses personnes")
@ExtendWith(TestDatabase.class)
class MailNoticesTest {

    private static final OrganisationId PLACE = new OrganisationId(UUID.randomUUID());

    private final MovableClock clock = MovableClock.at("2027-03-01T09:00");

    private static void person(TestApplication site, String email, Role role) {
        site.bean(People.class)
                .enter(UUID.randomUUID(), "Une personne", Optional.of(email), PLACE, Set.of(role), Actor.CLOCK);
    }

    private static void tell(TestApplication site, String key) {
        site.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        _ -> site.bean(Notices.class).tell(PLACE, key, "Sujet " + key, "Ce qu’il faut savoir."));
    }

    private void run(TestApplication site) {
        site.bean(MailNotices.class).run(Paris.today(clock));
    }

    private static List<String> written(Db db) {
        return db.jdbc()
                .sql("SELECT recipient || ' ' || kind || ' ' || subject FROM mail.letter ORDER BY 1")
                .query(String.class)
                .list();
    }

    @Test
    @DisplayName(
            "à chaque adresse connue, une fois ; un rappel est un rappel ; ce qui est vieux de deux jours n’est plus écrit")
    void mailed(Db db, @TempDir Path home) {
        try (var site = TestApplication.start(db, clock, Map.of("fairpass.home", home.toString()))) {
            TestOrganisations.association(site, PLACE, Optional.of("Contact@exemple.coop"));
            person(site, "accueil@exemple.coop", Role.PROVIDER_ADMIN);
            person(site, "contact@exemple.coop", Role.PROVIDER_STAFF);
            person(site, "pas une adresse", Role.PROVIDER_STAFF);
            tell(site, "old");
            clock.advance(Duration.ofDays(3));
            tell(site, "statement/REL-2027-000001");
            tell(site, "places/MARKED/x/2026-09-01");
            run(site);
            run(site);
            assertThat(written(db))
                    .containsExactly(
                            "accueil@exemple.coop DUE Sujet statement/REL-2027-000001",
                            "accueil@exemple.coop REMINDER Sujet places/MARKED/x/2026-09-01",
                            "contact@exemple.coop DUE Sujet statement/REL-2027-000001",
                            "contact@exemple.coop REMINDER Sujet places/MARKED/x/2026-09-01");
        }
    }

    @Test
    @DisplayName("R-321 : un relevé s’écrit et se montre à qui peut l’ouvrir, pas à qui a seulement une convention")
    void for_whom(Db db, @TempDir Path home) {
        try (var site = TestApplication.start(db, clock, Map.of("fairpass.home", home.toString()))) {
            TestOrganisations.association(site, PLACE, Optional.of("contact@exemple.coop"));
            person(site, "direction@exemple.coop", Role.PROVIDER_ADMIN);
            person(site, "mediatrice@exemple.coop", Role.MEDIATOR);
            tell(site, "statement/REL-2027-000001");
            tell(site, "bank-account/declared/1");
            run(site);
            assertThat(written(db))
                    .containsExactly(
                            "contact@exemple.coop DUE Sujet bank-account/declared/1",
                            "contact@exemple.coop DUE Sujet statement/REL-2027-000001",
                            "direction@exemple.coop DUE Sujet bank-account/declared/1",
                            "direction@exemple.coop DUE Sujet statement/REL-2027-000001",
                            "mediatrice@exemple.coop DUE Sujet bank-account/declared/1");
            assertThat(read(site, Role.MEDIATOR)).containsExactly("bank-account/declared/1");
            assertThat(read(site, Role.LEGAL_REPRESENTATIVE))
                    .containsExactly("statement/REL-2027-000001", "bank-account/declared/1");
        }
    }

    private static List<String> read(TestApplication site, Role role) {
        var reader = new Actor("person/" + UUID.randomUUID(), "Une personne", Optional.of(PLACE), Set.of(role));
        return site.bean(Notices.class).readBy(reader, Optional.empty(), 10).stream()
                .map(Notice::key)
                .toList();
    }

    @Test
    @DisplayName("des centaines d’avis d’un coup, tous écrits")
    void many(Db db, @TempDir Path home) {
        try (var site = TestApplication.start(db, clock, Map.of("fairpass.home", home.toString()))) {
            TestOrganisations.association(site, PLACE, Optional.of("contact@exemple.coop"));
            for (int i = 0; i < 450; i++) {
                tell(site, "statement/" + i);
            }
            run(site);
            assertThat(written(db)).hasSize(450);
        }
    }
}
