package coop.fairpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.site.Visitor;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Un fournisseur d’identité, nommé par l’exploitant, qui parle comme ProConnect")
@ExtendWith(TestDatabase.class)
class IdentityProviderTest {

    private static final String ENTER = "/oauth2/authorization/identite";
    private static final OrganisationId COOPERATIVE = new OrganisationId(UUID.randomUUID());

    private static void member(TestApplication site, String email, Role role) {
        var person = UUID.randomUUID();
        site.bean(People.class)
                .enter(person, "Une personne", Optional.of(email), COOPERATIVE, Set.of(role), Actor.CLOCK);
        var path = site.bean(TransactionTemplate.class)
                .execute(_ -> site.bean(Invitations.class).path(person, email, "CLOCK"));
        var chosen = site.bean(ChoosePassword.class)
                .byLink(path.substring(Invitations.PATH.length()), "quatre mots sans lien", "quatre mots sans lien");
        assertThat(chosen).isInstanceOf(ChoosePassword.Outcome.Chosen.class);
    }

    @Test
    @DisplayName(
            "l’adresse vérifiée ouvre le compte la première fois, l’identifiant ensuite ; deux facteurs s’il les a vus")
    void enters(Db db, @TempDir Path home) throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (var provider = new PretendProvider()) {
            var settings = new HashMap<>(provider.settings());
            settings.put("FAIRPASS_PORT", port);
            settings.put("fairpass.public-address", "http://localhost:" + port);
            settings.put("fairpass.home", home.toString());
            try (var site = TestApplication.start(db, MovableClock.at("2027-03-01T09:00"), settings)) {
                TestOrganisations.cooperative(site, COOPERATIVE);
                member(site, "vente@exemple.coop", Role.COOP_SALES);
                member(site, "tresorerie@exemple.coop", Role.TREASURER);

                try (var visitor = new Visitor(site)) {
                    assertThat(visitor.read("/connexion").text()).contains("Entrer avec ProConnect");
                    provider.vouchFor("s-1", "personne@exemple.coop", "pwd");
                    assertThat(visitor.read(ENTER).text()).contains("Cette identité n’ouvre aucun compte ici");
                    provider.vouchFor("s-1", "vente@exemple.coop", "pwd");
                    provider.speakOfAnother();
                    assertThat(visitor.read(ENTER).text()).contains("Cette identité n’ouvre aucun compte ici");
                    assertThat(visitor.read("/commandes").path()).isEqualTo("/connexion");
                    provider.vouchFor("s-1", "Vente@exemple.coop", "pwd");
                    var back = visitor.read(ENTER);
                    assertThat(back.path()).as("where they were going").isEqualTo("/commandes");
                    assertThat(back.text()).contains("Coopérative Exemple");
                }
                try (var visitor = new Visitor(site)) {
                    provider.vouchFor("s-1", "une.autre.adresse@exemple.coop", "pwd");
                    assertThat(visitor.read(ENTER).text()).contains("Coopérative Exemple");
                }
                try (var visitor = new Visitor(site)) {
                    provider.vouchFor("s-2", "tresorerie@exemple.coop", "pwd");
                    assertThat(visitor.read(ENTER).path()).isEqualTo("/compte/application");
                    assertThat(visitor.read("/banque").path()).isEqualTo("/compte/application");
                }
                try (var visitor = new Visitor(site)) {
                    provider.vouchFor("s-2", "tresorerie@exemple.coop", "pwd", "mfa");
                    assertThat(visitor.read(ENTER).path()).isEqualTo("/");
                    assertThat(visitor.read("/banque").status()).isEqualTo(200);
                }
            }
        }
    }
}
