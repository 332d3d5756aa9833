package coop.fairpass.notices;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.OrganisationId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-108 : un compte bancaire qui change est dit à toute l’organisation, jamais son numéro")
@ExtendWith(TestDatabase.class)
class TellBankAccountTest {

    private static List<String> told(World world, OrganisationId organisation) {
        return world.told(organisation).stream()
                .filter(text -> text.contains("ompte"))
                .toList();
    }

    @Test
    @DisplayName("demandé, puis vérifié, chacun une fois ; redemandé avec le même identifiant, rien de plus")
    void asked_and_validated(Db db, @TempDir Path home) {
        try (var world = new World(db, home)) {
            world.account(FIRST, 6);
            int before = told(world, FIRST).size();
            var accounts = world.bean(BankAccounts.class);
            var id = UUID.randomUUID();
            accounts.declare(id, FIRST, World.iban(7), Optional.empty(), "Premier lieu", FIRST_ADMIN);
            accounts.declare(id, FIRST, World.iban(7), Optional.empty(), "Premier lieu", FIRST_ADMIN);
            var asked = told(world, FIRST);
            assertThat(asked).hasSize(before + 1);
            assertThat(asked)
                    .filteredOn(text -> text.contains("changement de compte"))
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text)
                            .contains("Un changement de compte bancaire est demandé", "5 jours après")
                            .contains("L’ancien compte ne reçoit plus rien"));
            accounts.validate(id, TREASURER);
            assertThat(told(world, FIRST)).hasSize(before + 2);
            assertThat(String.join(" ", told(world, FIRST)))
                    .contains("Votre compte bancaire est vérifié")
                    .doesNotContain(World.iban(7).value(), "FR76");
        }
    }

    @Test
    @DisplayName(
            "refusé, avec sa raison : rien n’y va, l’ancien attend d’être validé à nouveau ; deux fois est une fois")
    void refused(Db db, @TempDir Path home) {
        try (var world = new World(db, home)) {
            world.account(FIRST, 6);
            var accounts = world.bean(BankAccounts.class);
            var id = UUID.randomUUID();
            accounts.declare(id, FIRST, World.iban(7), Optional.empty(), "Premier lieu", FIRST_ADMIN);
            assertThat(accounts.refuse(id, "Ce n’est pas vous.", FIRST_ADMIN))
                    .isEqualTo(new BankAccounts.Outcome.Refused(BankAccounts.BankAccountReason.NOT_ALLOWED));
            assertThat(accounts.refuse(id, " ", TREASURER))
                    .isEqualTo(new BankAccounts.Outcome.Refused(BankAccounts.BankAccountReason.WHY_MISSING));
            int before = told(world, FIRST).size();
            for (int i = 0; i < 2; i++) {
                assertThat(accounts.refuse(id, "Personne ne l’a demandé.", TREASURER))
                        .isInstanceOf(BankAccounts.Outcome.Done.class);
            }
            assertThat(told(world, FIRST))
                    .hasSize(before + 1)
                    .anySatisfy(text ->
                            assertThat(text).contains("Votre compte bancaire est refusé", "Personne ne l’a demandé."));
            assertThat(accounts.payability(FIRST, world.today()))
                    .isEqualTo(new BankAccounts.Payability.NotPayable(BankAccounts.PayabilityReason.FROZEN));
            assertThat(accounts.validate(id, TREASURER))
                    .isEqualTo(new BankAccounts.Outcome.Refused(BankAccounts.BankAccountReason.NOT_WAITING));
            var old = accounts.waiting().getFirst();
            assertThat(old.organisation()).isEqualTo(FIRST);
            assertThat(accounts.refuse(old.id(), "Non plus.", TREASURER))
                    .isEqualTo(new BankAccounts.Outcome.Refused(BankAccounts.BankAccountReason.NOT_WAITING));
            assertThat(accounts.validate(old.id(), TREASURER)).isInstanceOf(BankAccounts.Outcome.Done.class);
            assertThat(accounts.payability(FIRST, world.today())).isInstanceOf(BankAccounts.Payability.Payable.class);
        }
    }
}
