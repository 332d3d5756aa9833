package coop.fairpass.bank;

import static coop.fairpass.World.SEGREGATED;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.Receivables;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("La banque, lue et tenue en anglais")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishBankTest {

    private OpenSite site;
    private World world;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, TREASURER);
        world = site.world;
        world.spend(World.FIRST_STAFF, World.FIRST_PLACE, world.order(3), 5);
        world.clock.set("2026-11-02T09:00");
        world.settle("2026-10");
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("un relevé, ses lignes, une proposition et sa confirmation")
    void lines() {
        var order = world.signedOrder(TOWN_BUYER, 2, Restrictions.none());
        var call = world.bean(Receivables.class).of(order, Receivable.Kind.FACE).orElseThrow();
        world.bank().receive(SEGREGATED, world.today(), call.open(), Party.named("TRESORERIE EXEMPLE"), "VIREMENT");
        world.bank().book(SEGREGATED, world.today(), Money.cents(-12_00), "FRAIS BANCAIRES");
        var report = world.read("releve.xml", world.bank().statement(SEGREGATED, world.today(), CamtVersion.V08));
        world.day(world.today().plusDays(1).toString());
        try (var treasurer = EnglishReader.of(site.as(TREASURER))) {
            assertThat(treasurer.read("/banque").text()).contains("TRESORERIE EXEMPLE", "in the segregated account");
            assertThat(treasurer.read("/banque/fichiers/" + report.file()).text())
                    .contains("2 lines accepted");
            var line = "/banque/lignes/" + last(EntryState.PARKED);
            var page = treasurer.read(line);
            assertThat(page.text())
                    .contains(call.document(), "same amount", call.open().english());
            var done = treasurer.send(page, line + "/encaissement", Map.of());
            assertThat(done.text()).contains("Receipt recognised: " + call.document() + " is paid.");
            var charge = "/banque/lignes/" + last(EntryState.TO_EXPLAIN);
            var explained = treasurer.send(treasurer.read(charge), charge, Map.of("kind", "CHARGE", "vat", ""));
            assertThat(explained.text()).contains("The line is explained.");
        }
    }

    private String last(EntryState state) {
        return world.bean(BankEntries.class)
                .in(state, Optional.empty(), 1)
                .getFirst()
                .entry()
                .id()
                .toString();
    }

    @Test
    @DisplayName("les virements : ceux d’un ordre, approuvé par une personne, et ceux entre nos comptes")
    void transfers() {
        var run = "/banque/ordres/" + world.prepared();
        try (var treasurer = EnglishReader.of(site.as(TREASURER))) {
            var refused = treasurer.send(treasurer.read(run), run + "/accord", Map.of("total", "1"));
            assertThat(refused.text()).doesNotContain("Your approval is recorded.");
            var total = world.bean(PaymentRuns.class).all().getFirst().total();
            var approved = treasurer.send(refused, run + "/accord", Map.of("total", total.comma()));
            assertThat(approved.text()).contains("Your approval is recorded.", "1 out of 2");
            treasurer.read("/banque/virements-internes");
            treasurer.read("/banque/comptes");
        }
    }
}
