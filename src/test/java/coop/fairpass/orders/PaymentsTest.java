package coop.fairpass.orders;

import static coop.fairpass.bank.AccountKind.OPERATING;
import static coop.fairpass.bank.AccountKind.SEGREGATED;
import static coop.fairpass.money.Money.cents;
import static coop.fairpass.orders.OrdersGround.ACCOUNTANT;
import static coop.fairpass.orders.OrdersGround.BUYER;
import static coop.fairpass.orders.OrdersGround.SALES;
import static coop.fairpass.orders.OrdersGround.STRANGE_BUYER;
import static coop.fairpass.orders.OrdersGround.TOWN_ACCOUNTANT;
import static coop.fairpass.orders.OrdersGround.TOWN_BUYER;
import static coop.fairpass.orders.OrdersGround.TREASURER;
import static coop.fairpass.orders.OrdersGround.expect;
import static coop.fairpass.orders.OrdersGround.publicNeed;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.BankEntries;
import coop.fairpass.bank.BankGround;
import coop.fairpass.bank.BookedEntry;
import coop.fairpass.bank.EntryClaimer.Claim;
import coop.fairpass.bank.EntryClaimer.Proposal;
import coop.fairpass.bank.EntryState;
import coop.fairpass.bank.KnownEntry;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Ce que paient les commanditaires : reconnu, ou mis de côté pour une personne")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsTest {

    private OrdersGround ground;
    private OrderId mandated;

    /**
     * The open documents of T23: AF-2026-000001 of 1 000,00 € and F-2026-000001 of 48,00 € of a company whose account is
     * known, and AF-2026-000007 of 1 000,00 € of a town, with mandate 2026-4417. Those between are paid or cancelled.
     */
    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new OrdersGround(db, home);
        var first = ground.ordered(10);
        ground.paid(ground.ordered(1));
        for (int i = 3; i <= 6; i++) {
            ground.bean(CancelOrder.class).handle(new CancelOrder.Command(ground.ordered(1), "essai", SALES));
        }
        mandated = ground.ordered(publicNeed(10), TOWN_BUYER);
        ground.pays(OPERATING, ground.fee(mandated).open(), ground.fee(mandated).reference(), 9);
        ground.nextMorning();
        assertThat(ground.face(first).document()).isEqualTo("AF-2026-000001");
        assertThat(ground.fee(first).document()).isEqualTo("F-2026-000001");
        assertThat(ground.face(mandated).document()).isEqualTo("AF-2026-000007");
        record(mandated, "2026-4417");
    }

    @AfterEach
    void nothing_is_broken() {
        assertThat(ground.ailments()).isEmpty();
    }

    @AfterAll
    void close() {
        ground.close();
    }

    private void record(OrderId order, String mandate) {
        var by = ground.get(order).payer().equals(OrdersGround.TOWN) ? TOWN_ACCOUNTANT : ACCOUNTANT;
        expect(
                RecordMandate.Outcome.Recorded.class,
                ground.bean(RecordMandate.class).handle(new RecordMandate.Command(order, mandate, by)));
    }

    private static BookedEntry entry(AccountKind account, long amount, String text, int from) {
        return new BookedEntry(
                UUID.randomUUID(),
                account,
                cents(amount),
                OrdersGround.TODAY,
                List.of(text),
                Optional.of("COMMANDITAIRE"),
                Optional.of(BankGround.account(100 + from)),
                List.of());
    }

    @Nested
    @DisplayName("T23 : reconnaître un encaissement")
    class Vector {

        @ParameterizedTest(name = "T23 : {0} centimes, « {1} » : {2}")
        @CsvSource(delimiter = '|', textBlock = """
                        100000 | AF-2026-000001                | AF-2026-000001                | 100000
                        100000 | af 2026 000001 pass numerique | AF-2026-000001                | 100000
                        104800 | AF-2026-000001 F-2026-000001  | AF-2026-000001, F-2026-000001 | 104800
                        104800 | AF-2026-000001                | AF-2026-000001                | 100000
                        60000  | AF-2026-000001                | AF-2026-000001                | 60000
                        100000 | MANDAT 2026-4417 DGFIP        | AF-2026-000007                | 100000
                        100000 | MANDAT 2026 4417 DGFIP        | AF-2026-000007                | 100000
                        60000  | MANDAT 2026-4417 DGFIP        | ''                            | 0
                        100000 | MANDAT 2026-44171 DGFIP       | ''                            | 0
                        100000 | VIREMENT                      | ''                            | 0
                        4800   | VIREMENT                      | ''                            | 0
                        100000 | AF-2026-000010                | ''                            | 0
                        100000 | RF65AF2026000001              | AF-2026-000001                | 100000
                        100000 | RF66AF2026000001              | ''                            | 0
                        10000  | AF-2026-000003                | ''                            | 0
                        """)
        void recognised(long amount, String text, String documents, long claimed) {
            ground.db.transactions().executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                var claim = ground.bean(ReceiptsOfPayers.class).claim(entry(SEGREGATED, amount, text, 1));
                assertThat(claim)
                        .isEqualTo(new Claim(
                                cents(claimed),
                                documents.isEmpty() ? List.of() : Arrays.asList(documents.split(", ", -1))));
            });
        }

        @Test
        @DisplayName("T23 : 104 800 pour « AF-2026-000001 » : le reste de 4 800 est proposé sur F-2026-000001")
        void the_rest_is_proposed() {
            ground.db.transactions().executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                var receipts = ground.bean(ReceiptsOfPayers.class);
                var entry = entry(SEGREGATED, 104_800, "AF-2026-000001", 1);
                receipts.claim(entry);
                assertThat(receipts.proposals(entry, cents(4_800)).getFirst())
                        .isEqualTo(new Proposal("F-2026-000001", cents(48_00), "autre pièce de la même commande"));
            });
        }

        @Test
        @DisplayName("T23 : 4 800, « VIREMENT », compte connu : proposé sur F-2026-000001, une personne décide")
        void known_account() {
            assertThat(ground.bean(ReceiptsOfPayers.class)
                            .proposals(entry(OPERATING, 4_800, "VIREMENT", 1), cents(4_800))
                            .getFirst())
                    .isEqualTo(new Proposal(
                            "F-2026-000001", cents(48_00), "même montant, compte déjà connu de ce commanditaire"));
        }

        @Test
        @DisplayName("T23 : 100 000, « VIREMENT », compte inconnu : les deux appels sont proposés, aucun n’est choisi")
        void two_candidates() {
            assertThat(ground.bean(ReceiptsOfPayers.class)
                            .proposals(entry(SEGREGATED, 100_000, "VIREMENT", 50), cents(1_000_00)))
                    .containsExactlyInAnyOrder(
                            new Proposal("AF-2026-000001", cents(1_000_00), "même montant"),
                            new Proposal("AF-2026-000007", cents(1_000_00), "même montant"));
        }

        @Test
        @DisplayName("T23 : deux crédits identiques : le second n’a plus de pièce et attend")
        void twins() {
            ground.db.transactions().executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                var receipts = ground.bean(ReceiptsOfPayers.class);
                assertThat(receipts.claim(entry(OPERATING, 4_800, "F-2026-000001", 1))
                                .amount())
                        .isEqualTo(cents(48_00));
                assertThat(receipts.claim(entry(OPERATING, 4_800, "F-2026-000001", 1))
                                .amount())
                        .isEqualTo(Money.ZERO);
            });
        }
    }

    @Nested
    @DisplayName("R-023 : le numéro de mandat")
    class Mandate {

        @Test
        @DisplayName(
                "R-023, R-229 : noté par le comptable, il est proposé le premier, avant une pièce du même montant ; une personne confirme")
        void proposed_first() {
            var partly = ground.ordered(publicNeed(20), TOWN_BUYER);
            var sameAmount = ground.ordered(publicNeed(6), TOWN_BUYER);
            record(partly, "2026-5001");
            ground.pays(SEGREGATED, cents(600_00), "MANDAT 2026-5001 ACOMPTE", 9);
            var entry = ground.nextMorning().getFirst();
            assertThat(entry.state()).isEqualTo(EntryState.PARKED);
            assertThat(entry.parked()).isEqualTo(cents(600_00));

            var proposals =
                    ground.bean(BankEntries.class).proposals(entry.entry().id());
            assertThat(proposals)
                    .startsWith(
                            new Proposal(
                                    ground.face(partly).document(),
                                    cents(2_000_00),
                                    "numéro de mandat ou d’engagement de cette commande"),
                            new Proposal(
                                    ground.fee(partly).document(),
                                    cents(96_00),
                                    "numéro de mandat ou d’engagement de cette commande"),
                            new Proposal(
                                    ground.face(sameAmount).document(),
                                    cents(600_00),
                                    "même montant, compte déjà connu de ce commanditaire"));
            assertThat(ground.face(partly).received()).isEqualTo(Money.ZERO);

            expect(
                    IdentifyReceipt.Outcome.Identified.class,
                    identify(UUID.randomUUID(), entry, ground.face(partly).document(), cents(600_00)));
            assertThat(ground.face(partly).received()).isEqualTo(cents(600_00));
            assertThat(ground.entry(entry.entry().id()).parked()).isEqualTo(Money.ZERO);
            cancel(partly);
            cancel(sameAmount);
        }

        @Test
        @DisplayName(
                "qui le note : le commanditaire, une fois la commande signée ; l’effacer est possible, et rien ne se reconnaît à un numéro vide")
        void who_records_it() {
            var recordMandate = ground.bean(RecordMandate.class);
            var draft = ground.described(OrdersGround.need(1), BUYER);
            assertThat(recordMandate.handle(new RecordMandate.Command(draft, "77", ACCOUNTANT)))
                    .isEqualTo(new RecordMandate.Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW));
            var order = ground.ordered(3);
            assertThat(recordMandate.handle(new RecordMandate.Command(order, "77", STRANGE_BUYER)))
                    .isEqualTo(new RecordMandate.Outcome.Refused(OrderReason.UNKNOWN_ORDER));
            assertThat(recordMandate.handle(new RecordMandate.Command(order, "77", SALES)))
                    .isEqualTo(new RecordMandate.Outcome.Refused(OrderReason.NOT_ALLOWED));
            record(order, " 2026-77 ");
            assertThat(ground.get(order).mandateNumber()).contains("2026-77");
            record(order, "  ");
            assertThat(ground.get(order).mandateNumber()).isEmpty();
            record(order, "-");
            ground.db.transactions().executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                assertThat(ground.bean(ReceiptsOfPayers.class)
                                .claim(entry(SEGREGATED, 300_00, "VIREMENT", 50))
                                .recognised())
                        .isEmpty();
            });
            cancel(order);
        }
    }

    private IdentifyReceipt.Outcome identify(UUID match, KnownEntry entry, String document, Money amount) {
        return ground.bean(IdentifyReceipt.class)
                .handle(new IdentifyReceipt.Command(match, entry.entry().id(), document, amount, TREASURER));
    }

    private void cancel(OrderId order) {
        expect(
                CancelOrder.Outcome.Cancelled.class,
                ground.bean(CancelOrder.class).handle(new CancelOrder.Command(order, "essai", SALES)));
    }

    @Nested
    @DisplayName("Payé en plusieurs fois, ou trop")
    class PartsAndExcess {

        @Test
        @DisplayName(
                "R-026 : 5,00 € de trop sont mis de côté ; seul un trésorier les impute, jamais plus que ce qui reste ni que ce qui est dû, et une fois")
        void too_much() {
            var order = ground.ordered(2);
            var other = ground.ordered(1);
            ground.pays(SEGREGATED, cents(205_00), ground.face(order).reference(), 30);
            var entry = ground.nextMorning().getFirst();
            assertThat(ground.face(order).open()).isEqualTo(Money.ZERO);
            assertThat(entry.parked()).isEqualTo(cents(5_00));
            assertThat(ground.balance(Account.UNIDENTIFIED_SEGREGATED)).isEqualTo(cents(-5_00));
            assertThat(ground.funds().coverage().sweepable(Money.ZERO)).isEqualTo(Money.ZERO);

            var call = ground.face(other).document();
            var match = UUID.randomUUID();
            assertThat(ground.bean(IdentifyReceipt.class)
                            .handle(new IdentifyReceipt.Command(
                                    match, entry.entry().id(), call, cents(5_00), SALES)))
                    .isEqualTo(new IdentifyReceipt.Outcome.Refused(OrderReason.NOT_ALLOWED));
            assertThat(identify(match, entry, "AF-2026-999999", cents(5_00)))
                    .isEqualTo(new IdentifyReceipt.Outcome.Refused(OrderReason.UNKNOWN_DOCUMENT));
            assertThat(identify(match, entry, call, cents(5_01)))
                    .isEqualTo(new IdentifyReceipt.Outcome.Refused(OrderReason.MORE_THAN_PARKED));
            assertThat(identify(match, entry, ground.face(order).document(), cents(5_00)))
                    .isEqualTo(new IdentifyReceipt.Outcome.Refused(OrderReason.MORE_THAN_OPEN));
            expect(IdentifyReceipt.Outcome.Identified.class, identify(match, entry, call, cents(5_00)));
            expect(IdentifyReceipt.Outcome.Identified.class, identify(match, entry, call, cents(5_00)));
            assertThat(ground.face(other).received()).isEqualTo(cents(5_00));
            assertThat(ground.balance(Account.UNIDENTIFIED_SEGREGATED)).isEqualTo(Money.ZERO);
            assertThat(identify(UUID.randomUUID(), entry, call, cents(5_00)))
                    .isEqualTo(new IdentifyReceipt.Outcome.Refused(OrderReason.NOTHING_PARKED));
        }

        @Test
        @DisplayName("deux trésoriers imputent au même instant la même somme mise de côté : une seule imputation")
        void identified_at_once() throws Exception {
            var one = ground.ordered(1);
            var two = ground.ordered(1);
            ground.pays(SEGREGATED, cents(99_00), "SANS REFERENCE", 40);
            var entry = ground.nextMorning().getFirst();
            var outcomes = OrdersGround.atOnce(
                    () -> identify(UUID.randomUUID(), entry, ground.face(one).document(), cents(99_00)),
                    () -> identify(UUID.randomUUID(), entry, ground.face(two).document(), cents(99_00)));
            assertThat(outcomes)
                    .hasAtLeastOneElementOfType(IdentifyReceipt.Outcome.Identified.class)
                    .contains(new IdentifyReceipt.Outcome.Refused(OrderReason.NOTHING_PARKED));
            assertThat(ground.face(one).received().plus(ground.face(two).received()))
                    .isEqualTo(cents(99_00));
            assertThat(ground.balance(Account.UNIDENTIFIED_SEGREGATED)).isEqualTo(Money.ZERO);
        }

        @Test
        @DisplayName(
                "T16 : frais de 48,00 € payés 20,00 puis 28,00 : 3,33 puis 4,67 de TVA exigible ; l’appel payé en trois fois")
        void in_parts() {
            var order = ground.ordered(10);
            var collected = ground.balance(Account.COLLECTED_VAT);
            ground.pays(OPERATING, cents(20_00), ground.fee(order).reference());
            ground.pays(SEGREGATED, cents(333_33), ground.face(order).reference());
            ground.nextMorning();
            assertThat(ground.balance(Account.COLLECTED_VAT).minus(collected)).isEqualTo(cents(-3_33));
            ground.pays(OPERATING, cents(28_00), ground.fee(order).reference());
            ground.pays(SEGREGATED, cents(333_33), ground.face(order).reference());
            ground.nextMorning();
            assertThat(ground.balance(Account.COLLECTED_VAT).minus(collected)).isEqualTo(cents(-8_00));
            assertThat(ground.face(order).open()).isEqualTo(cents(333_34));
            assertThat(ground.bean(Receivables.class).funded(order)).isEqualTo(cents(666_66));
            ground.pays(SEGREGATED, cents(333_34), ground.face(order).reference());
            ground.nextMorning();
            assertThat(ground.face(order).open()).isEqualTo(Money.ZERO);
            assertThat(ground.fee(order).open()).isEqualTo(Money.ZERO);
            assertThat(ground.balance(Account.PAYER_CALLS, order)).isEqualTo(Money.ZERO);
        }
    }
}
