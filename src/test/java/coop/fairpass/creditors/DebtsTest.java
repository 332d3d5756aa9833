package coop.fairpass.creditors;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.bank.Party;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.Loss;
import coop.fairpass.booklets.PublicKeys;
import coop.fairpass.booklets.ReplaceBooklet;
import coop.fairpass.booklets.SignText;
import coop.fairpass.booklets.WithdrawStock;
import coop.fairpass.creditors.Comparison.Group;
import coop.fairpass.doctor.Trial;
import coop.fairpass.expiry.Credits;
import coop.fairpass.expiry.JointStatements;
import coop.fairpass.money.Money;
import coop.fairpass.orders.CancelOrder;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Receivables;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.redemption.ServiceGiven;
import coop.fairpass.web.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One world that lives from its first redemption to its last refund; the file is read along the way. */
@DisplayName("R-206 : ce qui est dû à chacun, au centime des livres, avec une preuve que chacun vérifie")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebtsTest {

    private World world;
    private Db db;
    private final Map<String, OrderId> orders = new LinkedHashMap<>();
    private final List<RedemptionId> spent = new ArrayList<>();

    @BeforeAll
    void open(Db given, @TempDir Path home) {
        db = given;
        world = new World(db, home);
    }

    @AfterAll
    void close() {
        world.close();
    }

    /** What is owed now, which must be what the books owe. */
    private Debts read() {
        var debts = world.bean(ReadDebts.class).now();
        assertThat(debts.comparisons())
                .allSatisfy(one -> assertThat(one.file()).as(one.toString()).isEqualTo(one.books()));
        assertThat(world.ailments()).isEmpty();
        return debts;
    }

    private static Money of(Debts debts, Group group) {
        return debts.comparisons().stream()
                .filter(one -> one.group() == group)
                .findFirst()
                .orElseThrow()
                .file();
    }

    private static Map<UnusedValue.Kind, Money> unused(Debts debts, String payer) {
        return debts.unused().stream()
                .filter(one -> one.payer().name().equals(payer))
                .collect(Collectors.groupingBy(UnusedValue::kind, Collectors.mapping(UnusedValue::value, Money.sum())));
    }

    @Test
    @Order(1)
    @DisplayName("avant tout, rien n’est dû ; payé et pas actif, puis actif : c’est au commanditaire")
    void paid_then_active() {
        assertThat(read().total()).isEqualTo(Money.ZERO);
        var waiting = world.paidOrder(TOWN_BUYER, 2, Restrictions.none());
        assertThat(unused(read(), "Commune Exemple"))
                .containsExactly(Map.entry(UnusedValue.Kind.NOT_ACTIVE, cents(200_00)));
        world.bank()
                .receive(World.SEGREGATED, world.today(), cents(12_34), Party.named("INCONNU", World.iban(77)), "?");
        world.night();
        assertThat(of(read(), Group.PARKED)).isEqualTo(cents(12_34));
        world.activate(waiting);
        assertThat(unused(read(), "Commune Exemple"))
                .containsExactly(Map.entry(UnusedValue.Kind.ACTIVE, cents(200_00)));
    }

    @Test
    @Order(2)
    @DisplayName(
            "présenté et accepté : au lieu ; en attente d’une décision : à part ; perdu, remplacé, retiré : dit comme tel")
    void in_the_middle_of_a_month() {
        var town = world.order(14);
        orders.put("town", town);
        var company = world.order(COMPANY_BUYER, 4, Restrictions.none());
        world.clock.set("2026-10-12T10:00");
        orders.put("company", company);
        spent.addAll(world.spend(FIRST_STAFF, FIRST_PLACE, town, 8));
        world.spend(SECOND_STAFF, SECOND_PLACE, town, 4);
        var booklet = world.handedOver(town, 13);
        world.redeemAll(
                FIRST_STAFF,
                FIRST_PLACE,
                IntStream.rangeClosed(1, 5)
                        .mapToObj(rank -> world.given(booklet, rank))
                        .toArray(ServiceGiven[]::new));
        var lost = world.handedOver(town, 12);
        world.redeem(world.given(lost, 1));
        done(
                BlockBooklet.Outcome.Blocked.class,
                world.bean(BlockBooklet.class).handle(new BlockBooklet.Command(lost.serial(), Loss.LOST, AGENT)));
        var blocked = read();
        assertThat(blocked.held()).isNotEmpty();
        long heldVouchers =
                blocked.held().stream().mapToLong(HeldVouchers::vouchers).sum();
        assertThat(blocked.heldFace()).isEqualTo(cents(10_00).times(heldVouchers));
        assertThat(unused(blocked, "Commune Exemple"))
                .containsEntry(UnusedValue.Kind.HELD, blocked.heldFace())
                .containsKey(UnusedValue.Kind.BLOCKED);
        done(
                ReplaceBooklet.Outcome.Replaced.class,
                world.bean(ReplaceBooklet.class).handle(new ReplaceBooklet.Command(UUID.randomUUID(), lost, AGENT)));
        assertThat(unused(read(), "Commune Exemple")).doesNotContainKey(UnusedValue.Kind.BLOCKED);
        world.bean(WithdrawStock.class)
                .handle(new WithdrawStock.Command(UUID.randomUUID(), company, World.LIBRARY, 4, COMPANY_BUYER));
        var debts = read();
        assertThat(debts.claims()).allSatisfy(claim -> {
            assertThat(claim.kind()).isEqualTo(ProviderClaim.Kind.MONTH);
            assertThat(claim.owed()).isEqualTo(claim.face());
        });
        assertThat(debts.claims())
                .filteredOn(claim -> claim.provider().name().equals("Second prestataire"))
                .singleElement()
                .satisfies(claim -> {
                    assertThat(claim.owed()).isEqualTo(cents(40_00));
                    assertThat(claim.fee()).as("4 % of 40 €, to come").isEqualTo(cents(1_60));
                });
    }

    @Test
    @Order(3)
    @DisplayName(
            "arrêté, payé, revenu de la banque, repris par une créance avancée : toujours le même total que les livres")
    void at_the_end_of_the_month() {
        world.clock.set("2026-11-02T08:00");
        world.settle("2026-10");
        var settled = read();
        assertThat(settled.claims())
                .filteredOn(claim -> claim.provider().name().equals("Second prestataire"))
                .singleElement()
                .satisfies(claim -> {
                    assertThat(claim.kind()).isEqualTo(ProviderClaim.Kind.STATEMENT);
                    assertThat(claim.owed())
                            .isEqualTo(claim.face()
                                    .minus(claim.fee())
                                    .minus(claim.vat())
                                    .minus(claim.contribution()));
                });
        world.bank().willReturn(world.transferOf(FIRST, "2026-10"), "AC04", 1);
        world.pay();
        read();
        world.night();
        read();
        world.night();
        var returned = read();
        assertThat(returned.claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.state()).isEqualTo("RETURNED"));
        world.advanceAClaim(spent.getFirst());
        assertThat(read().claims())
                .filteredOn(one -> one.kind() == ProviderClaim.Kind.CLAIM)
                .singleElement()
                .satisfies(one -> assertThat(one.owed().isNegative()).isTrue());
    }

    @Test
    @Order(4)
    @DisplayName(
            "l’archive se lit sans nous : chaque tableau, ses sommes, leurs empreintes, et la signature par une autre bibliothèque")
    void the_archive() throws Exception {
        var debts = read();
        var archive = world.bean(DebtFile.class).of(debts);
        assertThat(archive.content())
                .isEqualTo(world.bean(DebtFile.class).of(debts).content());
        var files = unzip(archive.content());
        assertThat(files)
                .containsOnlyKeys(
                        "LISEZMOI.txt",
                        "cheques-en-attente.csv",
                        "cle-1.pem",
                        "cles-publiques.json",
                        "creances-des-lieux.csv",
                        "preuve-de-fonds.txt",
                        "recu-a-identifier.csv",
                        "tout.json",
                        "valeur-non-utilisee.csv");
        assertThat(sum(files, "creances-des-lieux.csv", "dû par les livres (centimes)"))
                .isEqualTo(of(debts, Group.PROVIDERS).cents());
        assertThat(sum(files, "valeur-non-utilisee.csv", "valeur (centimes)"))
                .isEqualTo(of(debts, Group.CIRCULATING)
                        .plus(of(debts, Group.TO_REFUND))
                        .plus(of(debts, Group.RETURNED))
                        .plus(of(debts, Group.NOT_ACTIVE))
                        .cents());
        assertThat(sum(files, "recu-a-identifier.csv", "montant (centimes)")).isEqualTo(12_34);
        var proof = file(files, "preuve-de-fonds.txt");
        var text = new String(proof, StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "couverture;entière",
                        "dossiers égaux aux livres;oui",
                        "chèques en circulation;"
                                + debts.coverage().circulating().cents(),
                        "solde annoncé par la banque;"
                                + debts.stated().orElseThrow().closing().cents(),
                        "empreinte du scellé;" + debts.sealed().orElseThrow().digest());
        for (var name : List.of("creances-des-lieux.csv", "valeur-non-utilisee.csv", "tout.json")) {
            assertThat(text).contains(name + ";" + Sha256.of(file(files, name)));
        }
        var keys = PublicKeys.parse(new String(file(files, "cles-publiques.json"), StandardCharsets.UTF_8));
        assertThat(SignText.isGenuine(proof, keys)).isTrue();
        assertThat(SignText.isGenuine(
                        text.replace("couverture;entière", "couverture;entiere").getBytes(StandardCharsets.UTF_8),
                        keys))
                .isFalse();
        assertThat(verifiedByAnother(text, new String(file(files, "cle-1.pem"), StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(new String(file(files, "LISEZMOI.txt"), StandardCharsets.UTF_8))
                .contains("la même chose, au centime", "openssl pkeyutl -verify");
    }

    /** As the read-me says to do it, by another library than the one that signed. */
    private static boolean verifiedByAnother(String text, String pem) throws Exception {
        int mark = text.indexOf("# Signature Ed25519 : ");
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")))));
        verifier.update(("fairpass-text-v1\n" + text.substring(0, mark)).getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Base64.getDecoder()
                .decode(text.substring(mark + "# Signature Ed25519 : ".length()).strip()));
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static long sum(Map<String, byte[]> files, String name, String column) {
        var lines = new String(file(files, name), StandardCharsets.UTF_8)
                .lines()
                .map(line -> List.of(line.replace("\ufeff", "").split(";", -1)))
                .toList();
        int place = lines.getFirst().indexOf(column);
        return lines.stream()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.get(place)))
                .sum();
    }

    private static Map<String, byte[]> unzip(byte[] archive) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Test
    @Order(5)
    @DisplayName("sans site ouvert, la commande écrit l’archive et dit ce qu’elle a trouvé")
    void the_command(@TempDir Path directory) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var command = new DebtsCommand(world.bean(ReadDebts.class), world.bean(DebtFile.class));
        assertThat(command.run(List.of(directory.resolve("ici").toString()), out))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("ok   Lieux").doesNotContain("NON ");
        assertThat(Files.exists(directory.resolve("ici/fairpass-dossier-%s.zip".formatted(world.today()))))
                .isTrue();
        assertThat(command.run(List.of("a", "b"), out)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} se voit : {2}")
    @Order(6)
    @CsvSource(delimiter = '|', textBlock = """
            CREDITORS-01 | Premier prestataire | UPDATE settlement.statement SET state = 'PAID', paid_on = issued_at::date WHERE state = 'RETURNED'
            CREDITORS-02 | BC-2026-000003 | UPDATE expiry.credit_note SET withdrawn_cents = withdrawn_cents + 1
            """)
    void each_is_seen_when_broken(String code, String offender, String damage) {
        var seen = Trial.seen(db, new CreditorsInvariants(), damage);
        assertThat(seen).containsOnlyKeys(code);
        assertThat(seen.get(code))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).startsWith(offender));
    }

    @Test
    @Order(7)
    @DisplayName("expiré, soldé des deux côtés, remboursé, annulé : il ne reste que ce qui attend une décision")
    void to_the_end() {
        world.day("2026-11-30");
        world.day("2027-02-07");
        var expired = read();
        assertThat(unused(expired, "Commune Exemple")).containsKey(UnusedValue.Kind.EXPIRED);
        world.settle("2026-11");
        read();
        var town = Objects.requireNonNull(orders.get("town"));
        for (var order : orders.values()) {
            var statements = world.bean(JointStatements.class);
            int version = statements.last(order).orElseThrow().version();
            done(
                    JointStatements.Outcome.Done.class,
                    statements.agree(order, version, order.equals(town) ? TOWN_BUYER : COMPANY_BUYER));
            done(JointStatements.Outcome.Done.class, statements.agree(order, version, CONTROLLER));
        }
        var credited = read();
        assertThat(unused(credited, "Commune Exemple"))
                .containsKeys(UnusedValue.Kind.CREDITED, UnusedValue.Kind.TO_REFUND);
        var credits = world.bean(Credits.class);
        done(Credits.Outcome.Done.class, credits.askRefund(UUID.randomUUID(), town, cents(100_00), TOWN_BUYER));
        var run = UUID.randomUUID();
        done(Credits.Outcome.Done.class, credits.prepareRun(run, TREASURER));
        world.clock.set("2027-02-08T10:00");
        world.send(run);
        read();
        world.night();
        assertThat(of(read(), Group.TO_REFUND))
                .isEqualTo(of(credited, Group.TO_REFUND).minus(cents(100_00)));
    }

    @Test
    @Order(8)
    @DisplayName("une commande payée puis annulée pas active est à rendre, et le dossier le dit")
    void cancelled() {
        var before = of(read(), Group.TO_REFUND);
        var order = world.signedOrder(
                TOWN_BUYER, 1, Restrictions.none(), world.today().plusMonths(4));
        var call = world.bean(Receivables.class)
                .of(order, Receivables.Receivable.Kind.FACE)
                .orElseThrow();
        world.bank()
                .receive(
                        World.SEGREGATED,
                        world.today(),
                        call.open(),
                        Party.named("PAYEUR", World.iban(22)),
                        call.reference());
        world.night();
        assertThat(of(read(), Group.NOT_ACTIVE)).isEqualTo(cents(100_00));
        done(
                CancelOrder.Outcome.Cancelled.class,
                world.bean(CancelOrder.class).handle(new CancelOrder.Command(order, "essai", TOWN_BUYER)));
        assertThat(of(read(), Group.TO_REFUND)).isEqualTo(before.plus(cents(100_00)));
    }
}
