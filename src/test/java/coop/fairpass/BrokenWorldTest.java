package coop.fairpass;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.bank.BookRepayment;
import coop.fairpass.bank.Explained;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.Loss;
import coop.fairpass.booklets.ReplaceBooklet;
import coop.fairpass.booklets.WithdrawStock;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.doctor.Invariant;
import coop.fairpass.expiry.Credits;
import coop.fairpass.expiry.JointStatements;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.places.ClaimDecision;
import coop.fairpass.places.ClaimPlace;
import coop.fairpass.places.DecidePlaceClaim;
import coop.fairpass.places.ImportPlaceList;
import coop.fairpass.qualification.AdoptRuleVersion;
import coop.fairpass.qualification.BilledProvider;
import coop.fairpass.qualification.Decision;
import coop.fairpass.qualification.RuleProposal;
import coop.fairpass.qualification.RuleProposals;
import coop.fairpass.qualification.RuleText;
import coop.fairpass.redemption.CancelRedemption;
import coop.fairpass.redemption.DecideHold;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.redemption.ServiceGiven;
import coop.fairpass.settlement.AskWriteOff;
import coop.fairpass.settlement.DecideWriteOff;
import coop.fairpass.settlement.DisputeDecision;
import coop.fairpass.settlement.LineDisputes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A world in which everything has happened once is broken as only the owner of the base can, one row at a time, and put
 * back: the doctor must name what was broken, and nothing else.
 */
@DisplayName("Ce qui est brisé à dessein se voit, avec son numéro, et rien d’autre")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenWorldTest {

    /** Rooms, and of qualification what is not broken in the story of the demonstration. */
    private static final List<String> CODES = List.of(
            "REDEMPTION-",
            "SETTLEMENT-",
            "EXPIRY-",
            "PLACES-",
            "QUALIFICATION-05",
            "QUALIFICATION-06",
            "QUALIFICATION-07",
            "QUALIFICATION-08");

    private World world;

    /** What damages name: {@code {cancelled}} is a voucher that was cancelled and spent again. */
    private final Map<String, String> names = new TreeMap<>();

    @BeforeAll
    void live(Db db, @TempDir Path home) {
        world = new World(db, home);
        proposeToTheCharter();
        var town = world.order(14);
        var company = world.order(COMPANY_BUYER, 4, Restrictions.none());
        world.clock.set("2026-10-12T10:00");
        var claimed = world.spend(FIRST_STAFF, FIRST_PLACE, town, 8);
        world.spend(SECOND_STAFF, SECOND_PLACE, town, 4);
        cancelAndSpendAgain(world.spend(FIRST_STAFF, FIRST_PLACE, town, 1).getFirst());
        hold();
        replace();
        claimPlaces();
        names.put("spent", Long.toString(claimed.get(1).voucher()));
        names.put("beyond", Long.toString(claimed.get(1).voucher() + 14));
        names.put("claimed", Long.toString(claimed.getFirst().voucher()));
        names.put("booklet", Long.toString(claimed.getFirst().voucher() / 16));
        world.bean(WithdrawStock.class)
                .handle(new WithdrawStock.Command(UUID.randomUUID(), company, World.LIBRARY, 4, COMPANY_BUYER));

        world.clock.set("2026-11-02T08:00");
        adoptACharter();
        world.settle("2026-10");
        returnAndPayAgain();
        names.put("paid", world.statement(World.SECOND, "2026-10").orElseThrow().number());
        names.put("returned", world.statement(FIRST, "2026-10").orElseThrow().number());
        world.advanceAClaim(claimed.getFirst());
        contest(claimed.getFirst());
        repay();

        world.day("2026-11-30");
        world.day("2027-02-07");
        world.settle("2026-11");
        names.put("carried", world.statement(FIRST, "2026-11").orElseThrow().number());
        for (var order : List.of(town, company)) {
            var statements = world.bean(JointStatements.class);
            int version = statements.last(order).orElseThrow().version();
            done(
                    JointStatements.Outcome.Done.class,
                    statements.agree(order, version, order.equals(town) ? TOWN_BUYER : COMPANY_BUYER));
            done(JointStatements.Outcome.Done.class, statements.agree(order, version, CONTROLLER));
        }
        refund(town);
        writeOff();
        subscribe();
        names.put("town", one("SELECT number FROM orders.order_summary WHERE id = '%s'".formatted(town)));
        names.put("credit", one("SELECT number FROM expiry.credited WHERE voucher_order = '%s'".formatted(town)));
        names.put("refund", one("SELECT id FROM expiry.refund LIMIT 1"));
        names.put("claim", one("SELECT id FROM settlement.claim"));
        names.put("repayment", one("SELECT cause FROM settlement.repayment"));
        names.put("cancellation", one("SELECT id FROM redemption.cancellation"));
        names.put(
                "validation",
                one("SELECT validation FROM redemption.redemption WHERE voucher = " + names.get("spent")));
        names.put(
                "transfer",
                one("SELECT transfer FROM settlement.transfer_part WHERE statement = '%s'"
                        .formatted(names.get("paid"))));
        names.put("held", one("SELECT min(voucher) FROM redemption.redemption WHERE state = 'HELD'"));
        names.put("released", one("SELECT min(voucher) FROM redemption.hold WHERE decision = 'RELEASED'"));
        names.put("rejected", one("SELECT min(voucher) FROM redemption.redemption WHERE state = 'REJECTED'"));
    }

    @AfterAll
    void close() {
        world.close();
    }

    private String one(String sql) {
        return world.owner().sql(sql).query(String.class).single();
    }

    private void cancelAndSpendAgain(RedemptionId id) {
        done(
                CancelRedemption.Outcome.Cancelled.class,
                world.bean(CancelRedemption.class)
                        .handle(new CancelRedemption.Command(UUID.randomUUID(), id, FIRST_STAFF)));
        names.put("cancelled", Long.toString(id.voucher()));
        var voucher = new coop.fairpass.booklets.VoucherNumber(id.voucher());
        world.redeem(world.given(voucher.booklet(), voucher.rank()));
    }

    /** Five held: one released, one rejected, one rejected as stolen, two that wait. */
    private void hold() {
        var order = world.bean(coop.fairpass.orders.Orders.class).in(coop.fairpass.orders.OrderState.RUNNING).stream()
                .filter(one -> one.payer().equals(World.TOWN))
                .findFirst()
                .orElseThrow()
                .id();
        var booklet = world.handedOver(order, 13);
        var given = IntStream.rangeClosed(1, 5)
                .mapToObj(rank -> world.given(booklet, rank))
                .toArray(ServiceGiven[]::new);
        var ids = world.redeemAll(FIRST_STAFF, FIRST_PLACE, given).stream()
                .map(one -> RedemptionId.read(one.redemptions().getFirst()).orElseThrow())
                .toList();
        int decided = 0;
        for (var decision : HoldDecision.values()) {
            done(
                    DecideHold.Outcome.Decided.class,
                    world.bean(DecideHold.class)
                            .handle(new DecideHold.Command(ids.get(decided), decision, "Vu.", CONTROLLER)));
            decided++;
        }
        var lost = world.handedOver(order, 12);
        names.put("lost", Long.toString(lost.value()));
    }

    private void replace() {
        var lost = new coop.fairpass.booklets.BookletNumber(Long.parseLong(names.get("lost")));
        done(
                BlockBooklet.Outcome.Blocked.class,
                world.bean(BlockBooklet.class).handle(new BlockBooklet.Command(lost.serial(), Loss.LOST, AGENT)));
        done(
                ReplaceBooklet.Outcome.Replaced.class,
                world.bean(ReplaceBooklet.class).handle(new ReplaceBooklet.Command(UUID.randomUUID(), lost, AGENT)));
    }

    /** Of two places that a list knows, an organisation gets one and is refused the other. */
    private void claimPlaces() {
        var csv = """
                id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,horaires,date_maj,source
                a,00000000000000,Atelier obtenu,Dijon,21000,21231,9 rue de la Liste,,,,2026-01-01,exemple
                b,00000000000000,Salle refusée,Dijon,21000,21231,80 avenue Loin,,,,2026-01-01,exemple
                """;
        done(
                ImportPlaceList.Outcome.Imported.class,
                world.bean(ImportPlaceList.class)
                        .handle(new ImportPlaceList.Command(
                                UUID.randomUUID(), "exemple", csv.getBytes(StandardCharsets.UTF_8), REVIEWER)));
        var obtained = listed("a");
        names.put("listed", obtained.toString());
        names.put("obtained", claimed(obtained, ClaimDecision.ACCEPTED).toString());
        names.put("denied", claimed(listed("b"), ClaimDecision.REFUSED).toString());
        names.put("offer", one("SELECT min(id::text) FROM places.offer"));
        names.put("place", FIRST_PLACE.toString());
    }

    private UUID listed(String id) {
        return UUID.fromString(one("SELECT id FROM places.listed WHERE source_id = '%s'".formatted(id)));
    }

    private UUID claimed(UUID listed, ClaimDecision decision) {
        var claim = UUID.randomUUID();
        done(
                ClaimPlace.Outcome.Claimed.class,
                world.bean(ClaimPlace.class)
                        .handle(new ClaimPlace.Command(claim, listed, "Nous y sommes.", World.FIRST_ADMIN)));
        done(
                DecidePlaceClaim.Outcome.Decided.class,
                world.bean(DecidePlaceClaim.class)
                        .handle(new DecidePlaceClaim.Command(
                                claim, decision, "Vu.", Optional.empty(), Optional.empty(), REVIEWER)));
        return claim;
    }

    private void proposeToTheCharter() {
        var proposal = UUID.randomUUID();
        names.put("rule", proposal.toString());
        var proposals = world.bean(RuleProposals.class);
        done(
                RuleProposals.Outcome.Done.class,
                proposals.handle(new RuleProposals.Ask(
                        proposal,
                        RuleText.CHARTER,
                        "CHARTER-3",
                        Optional.of("Dire le prix avant\nLe reste à payer est affiché."),
                        "Plus court.",
                        FIRST_STAFF)));
        var objection = UUID.randomUUID();
        done(
                RuleProposals.Outcome.Done.class,
                proposals.handle(new RuleProposals.Say(
                        objection, proposal, RuleProposal.Speech.OBJECTION, "Trop court.", COMPANY_BUYER)));
        done(
                RuleProposals.Outcome.Done.class,
                proposals.answer(proposal, objection, "C’est plus clair.", World.COMMITTEE));
    }

    private void adoptACharter() {
        done(
                RuleProposals.Outcome.Done.class,
                world.bean(RuleProposals.class)
                        .handle(new RuleProposals.Decide(
                                UUID.fromString(names.get("rule")),
                                RuleProposal.Keeping.KEPT,
                                Optional.empty(),
                                "Plus clair.",
                                "CR-3",
                                World.COMMITTEE)));
        done(
                AdoptRuleVersion.Outcome.Adopted.class,
                world.bean(AdoptRuleVersion.class)
                        .handle(new AdoptRuleVersion.Command(
                                RuleText.CHARTER,
                                Optional.empty(),
                                List.of(),
                                world.today().plusDays(30),
                                new Decision("Comité", world.today(), "CR-3"),
                                World.COMMITTEE)));
    }

    private void returnAndPayAgain() {
        world.bank().willReturn(world.transferOf(FIRST, "2026-10"), "AC04", 1);
        world.pay();
        world.night();
        world.night();
        var account = world.bean(BankAccounts.class).of(FIRST).getFirst().id();
        world.bean(BankAccounts.class).validate(account, TREASURER);
        world.pay();
        world.night();
    }

    /** One euro of what the claim left the first provider owing. */
    private void repay() {
        world.bank().book(World.SEGREGATED, world.today(), Money.cents(1_00), "REMBOURSEMENT");
        world.night();
        done(
                Explained.Done.class,
                world.bean(BookRepayment.class)
                        .handle(new BookRepayment.Command(
                                UUID.randomUUID(),
                                UUID.fromString(one("SELECT entry FROM bank.parked")),
                                FIRST,
                                Money.cents(1_00),
                                World.TREASURER)));
    }

    /** One euro more of what the first provider owes. */
    private void writeOff() {
        var id = UUID.randomUUID();
        names.put("writeOff", id.toString());
        done(
                AskWriteOff.Outcome.Asked.class,
                world.bean(AskWriteOff.class)
                        .handle(new AskWriteOff.Command(id, FIRST, cents(1_00), "Trop petite.", TREASURER)));
        done(
                DecideWriteOff.Outcome.Decided.class,
                world.bean(DecideWriteOff.class).handle(new DecideWriteOff.Command(id, true, World.OTHER_TREASURER)));
    }

    /** A subscription of the second provider, paid in part. */
    private void subscribe() {
        BilledProvider.decide(world, 10_00);
        var invoice = BilledProvider.bill(world, World.SECOND);
        names.put("subscription", invoice);
        world.bank().book(World.OPERATING, world.today(), cents(3_00), invoice);
        world.night();
    }

    private void contest(RedemptionId id) {
        var disputes = world.bean(LineDisputes.class);
        var dispute = UUID.randomUUID();
        names.put("dispute", dispute.toString());
        done(
                LineDisputes.Outcome.Done.class,
                disputes.contest(dispute, named("{returned}"), id, "Service non rendu.", World.FIRST_ADMIN));
        done(
                LineDisputes.Outcome.Done.class,
                disputes.answer(dispute, DisputeDecision.CORRECTED, "En effet.", CONTROLLER));
    }

    private void refund(coop.fairpass.orders.OrderId order) {
        var credits = world.bean(Credits.class);
        done(Credits.Outcome.Done.class, credits.askRefund(UUID.randomUUID(), order, cents(100_00), TOWN_BUYER));
        var run = UUID.randomUUID();
        done(Credits.Outcome.Done.class, credits.prepareRun(run, TREASURER));
        world.clock.set("2027-02-08T10:00");
        world.send(run);
        world.night();
    }

    @Test
    @DisplayName("rien n’est brisé, et tout existe : relevé payé, revenu, reporté, avoir, remboursement, créance, lieu")
    void nothing_is_broken() {
        assertThat(world.ailments()).isEmpty();
        assertThat(names).doesNotContainValue("").hasSizeGreaterThan(19);
    }

    @ParameterizedTest(name = "{0} se voit : {2}")
    @CsvSource(delimiter = '|', textBlock = """
            REDEMPTION-01 REDEMPTION-02 REDEMPTION-05 REDEMPTION-11 SETTLEMENT-01 | {cancelled} | UPDATE redemption.redemption SET state = 'ACCEPTED' WHERE voucher = {cancelled} AND attempt = 0
            REDEMPTION-02 | {spent} | UPDATE redemption.redemption SET attempt = 3 WHERE voucher = {spent}
            REDEMPTION-03 | {validation} | UPDATE redemption.redemption SET validation = gen_random_uuid() WHERE voucher = {spent}
            REDEMPTION-04 | {validation} | UPDATE redemption.redemption SET counts_on = '2026-10-13' WHERE voucher = {spent}
            REDEMPTION-04 SETTLEMENT-01 | {validation} | UPDATE redemption.redemption SET provider = (SELECT provider FROM settlement.statement WHERE number = '{paid}') WHERE voucher = {spent}
            REDEMPTION-04 REDEMPTION-06 REDEMPTION-11 | {validation} | UPDATE redemption.redemption SET voucher_order = (SELECT id FROM orders.order_summary WHERE number <> '{town}' LIMIT 1) WHERE voucher = {spent}
            REDEMPTION-05 | 00000000-0000-4000-8000-000000000005 | UPDATE redemption.cancellation SET id = '00000000-0000-4000-8000-000000000005'
            REDEMPTION-05 REDEMPTION-11 SETTLEMENT-09 EXPIRY-05 | {cancellation} | DELETE FROM ledger.leg WHERE movement = 'M21'
            REDEMPTION-06 | {beyond} | UPDATE redemption.redemption SET voucher = voucher + 14 WHERE voucher = {spent}
            REDEMPTION-07 | {spent} | UPDATE redemption.redemption SET service_on = '2027-02-01' WHERE voucher = {spent}
            REDEMPTION-08 | {spent} | INSERT INTO booklets.replacement (booklet, id, replaced_by, ranks, replaced_at, done_by) SELECT {booklet}, gen_random_uuid(), 99999, ranks, replaced_at, done_by FROM booklets.replacement
            REDEMPTION-09 | {held} | DELETE FROM redemption.hold WHERE voucher = {held}
            REDEMPTION-09 | {rejected} | UPDATE redemption.hold SET decision = 'RELEASED' WHERE voucher = {rejected}
            REDEMPTION-09 | {released} | UPDATE redemption.hold SET decision = 'REJECTED' WHERE voucher = {released}
            REDEMPTION-10 | {spent} | UPDATE redemption.redemption SET recorded_at = '2026-12-24' WHERE voucher = {spent}
            REDEMPTION-11 EXPIRY-05 | {town} | DELETE FROM ledger.leg WHERE movement = 'M11'
            REDEMPTION-12 | {spent} | UPDATE redemption.redemption SET mediator = gen_random_uuid() WHERE voucher = {spent}
            REDEMPTION-13 | dddddddd-0000-4000-8000-000000000001 | WITH e AS (INSERT INTO redemption.envelope VALUES ('eeeeeeee-0000-4000-8000-000000000001', 'dddddddd-0000-4000-8000-000000000001', 2, 'CANCEL', '2026-10-12 08:00Z'::timestamptz, NULL, 0, NULL, NULL, concat(chr(10), 'previous=-', chr(10)), ''::bytea, '2026-10-12 10:00Z'::timestamptz) RETURNING id) INSERT INTO redemption.envelope_outcome SELECT id, 'TAKEN_BACK', 'R', NULL, NULL, false, '2026-10-12' FROM e
            REDEMPTION-14 | eeeeeeee-0000-4000-8000-000000000001 | WITH e AS (INSERT INTO redemption.envelope VALUES ('eeeeeeee-0000-4000-8000-000000000001', 'dddddddd-0000-4000-8000-000000000001', 1, 'CANCEL', '2026-10-12 08:00Z'::timestamptz, NULL, 0, NULL, NULL, concat(chr(10), 'previous=x', chr(10)), ''::bytea, '2026-10-12 10:00Z'::timestamptz) RETURNING id) INSERT INTO redemption.envelope_outcome SELECT id, 'TAKEN_BACK', 'R', NULL, NULL, false, '2026-10-12' FROM e
            REDEMPTION-15 | eeeeeeee-0000-4000-8000-000000000001 | INSERT INTO redemption.envelope VALUES ('eeeeeeee-0000-4000-8000-000000000001', 'dddddddd-0000-4000-8000-000000000001', 1, 'CANCEL', '2026-10-12 08:00Z'::timestamptz, NULL, 0, NULL, NULL, concat(chr(10), 'previous=-', chr(10)), ''::bytea, '2026-10-12 10:00Z'::timestamptz)
            REDEMPTION-16 | eeeeeeee-0000-4000-8000-000000000001 | WITH e AS (INSERT INTO redemption.envelope VALUES ('eeeeeeee-0000-4000-8000-000000000001', 'dddddddd-0000-4000-8000-000000000001', 1, 'CANCEL', '2026-10-12 08:00Z'::timestamptz, NULL, 0, NULL, NULL, concat(chr(10), 'previous=-', chr(10)), ''::bytea, '2026-10-12 10:00Z'::timestamptz) RETURNING id) INSERT INTO redemption.envelope_outcome SELECT id, 'ACCEPTED', NULL, NULL, NULL, true, '2026-10-12' FROM e
            REDEMPTION-17 | eeeeeeee-0000-4000-8000-000000000001 | WITH e AS (INSERT INTO redemption.envelope VALUES ('eeeeeeee-0000-4000-8000-000000000001', 'dddddddd-0000-4000-8000-000000000001', 1, 'CANCEL', '2026-10-12 08:00Z'::timestamptz, NULL, 0, NULL, NULL, concat(chr(10), 'previous=-', chr(10)), ''::bytea, '2026-10-12 10:00Z'::timestamptz), ('eeeeeeee-0000-4000-8000-000000000002', 'dddddddd-0000-4000-8000-000000000002', 1, 'CANCEL', '2026-10-12 09:00Z'::timestamptz, NULL, 0, NULL, NULL, concat(chr(10), 'previous=-', chr(10)), ''::bytea, '2026-10-12 10:00Z'::timestamptz) RETURNING id) INSERT INTO redemption.envelope_outcome SELECT id, 'LOST', CASE WHEN id = 'eeeeeeee-0000-4000-8000-000000000001' THEN 'ACCEPTED_EARLIER' ELSE 'R' END, NULL, 'eeeeeeee-0000-4000-8000-000000000002', false, '2026-10-12' FROM e
            REDEMPTION-18 | enveloppe | WITH e AS (INSERT INTO redemption.envelope SELECT request, 'dddddddd-0000-4000-8000-000000000001', 1, 'ACCEPT', '2026-10-12 08:00Z'::timestamptz, voucher, 1000, 'FP-COM-001', '2026-10-12'::date, concat(chr(10), 'previous=-', chr(10)), ''::bytea, '2026-10-12 10:00Z'::timestamptz FROM redemption.redemption WHERE voucher = {spent} AND state = 'ACCEPTED' RETURNING id) INSERT INTO redemption.envelope_outcome SELECT id, 'ACCEPTED', NULL, NULL, NULL, false, '2026-10-12' FROM e
            SETTLEMENT-01 | {paid} | UPDATE settlement.statement SET face_cents = face_cents + 1 WHERE number = '{paid}'
            SETTLEMENT-02 | {paid} | DELETE FROM settlement.fee_line WHERE statement = '{paid}'
            SETTLEMENT-03 | {paid} | UPDATE settlement.fee_line SET fee_ppm = 50000 WHERE statement = '{paid}'
            SETTLEMENT-04 SETTLEMENT-01 SETTLEMENT-09 | 2026-10 | UPDATE settlement.statement SET month = '2026-08-01' WHERE number = '{paid}'
            SETTLEMENT-05 | {paid} | UPDATE settlement.statement SET fee_invoice = 'F-2026-999999' WHERE number = '{paid}'
            SETTLEMENT-06 | {paid} | UPDATE settlement.statement SET net_cents = net_cents + 1 WHERE number = '{paid}'
            SETTLEMENT-06 SETTLEMENT-09 | {paid} | DELETE FROM ledger.leg WHERE movement = 'M27' AND piece = '{paid}'
            SETTLEMENT-06 | {returned} | DELETE FROM ledger.leg WHERE movement = 'M29' AND piece = '{returned}'
            SETTLEMENT-07 SETTLEMENT-09 SETTLEMENT-12 | {paid} | UPDATE settlement.statement SET state = 'ISSUED' WHERE number = '{paid}'
            SETTLEMENT-08 | {transfer} | UPDATE settlement.transfer_part SET amount_cents = amount_cents + 1 WHERE statement = '{paid}'
            SETTLEMENT-09 | Premier prestataire | UPDATE settlement.statement SET carried_to = number WHERE number = '{carried}'
            SETTLEMENT-10 | {claim} | UPDATE settlement.claim SET face_cents = 900
            SETTLEMENT-11 | {dispute} | UPDATE settlement.dispute SET contested_on = '2027-02-01'
            SETTLEMENT-11 | {dispute} | UPDATE settlement.dispute SET voucher = {spent}
            SETTLEMENT-09 | Premier prestataire | DELETE FROM settlement.repayment
            SETTLEMENT-13 | {repayment} | UPDATE settlement.repayment SET amount_cents = amount_cents + 1
            SETTLEMENT-14 | {paid} | UPDATE settlement.statement SET set_off_cents = set_off_cents + 1 WHERE number = '{paid}'
            SETTLEMENT-15 | {writeOff} | UPDATE settlement.write_off SET decided_by = asked_by
            SETTLEMENT-15 | {writeOff} | UPDATE settlement.write_off SET amount_cents = amount_cents + 1
            QUALIFICATION-07 | Second prestataire | DELETE FROM ledger.leg WHERE movement = 'M23'
            QUALIFICATION-08 | {subscription} | UPDATE qualification.subscription_receipt SET vat_cents = vat_cents + 1
            SETTLEMENT-12 R-334 | {paid} | DELETE FROM settlement.step WHERE code = 'S8' AND statement = '{paid}'
            SETTLEMENT-12 R-334 | {returned} | UPDATE settlement.step SET code = 'S9' WHERE code = 'S12' AND statement = '{returned}'
            EXPIRY-01 | {credit} | UPDATE expiry.credit_note SET expired_cents = expired_cents + 1 WHERE number = '{credit}'
            EXPIRY-02 | {town} | UPDATE expiry.joint_line SET vouchers = vouchers + 1 WHERE line = 1 AND voucher_order = (SELECT id FROM orders.voucher_order WHERE number = '{town}')
            EXPIRY-03 | {town} | INSERT INTO ledger.leg SELECT posting, recorded_at, 100, gen_random_uuid(), effective_on, debit_account, credit_account, debit_auxiliary, credit_auxiliary, leg, 'M44', piece, NULL FROM ledger.leg WHERE movement = 'M41'
            EXPIRY-04 | {refund} | UPDATE expiry.refund SET amount_cents = amount_cents - 1
            EXPIRY-04 | {refund} | UPDATE ledger.leg SET cause = gen_random_uuid() WHERE movement = 'M41'
            EXPIRY-04 | {refund} | UPDATE ledger.leg SET effective_on = effective_on - 1 WHERE movement = 'M41'
            EXPIRY-05 EXPIRY-01 | {town} | DELETE FROM ledger.leg WHERE movement = 'M40' AND piece = '{credit}'
            PLACES-01 | {place} | UPDATE places.place SET commune = '99999' WHERE id = '{place}'
            PLACES-02 PLACES-04 | {listed} | UPDATE places.place SET provider = gen_random_uuid() WHERE id = '{listed}'
            PLACES-03 | {offer} | UPDATE places.offer SET service = 'FP-COM-999' WHERE id = '{offer}'
            PLACES-04 PLACES-06 | {obtained} | UPDATE places.listed SET place = NULL WHERE id = '{listed}'
            PLACES-05 | {denied} | UPDATE places.claim SET organisation = gen_random_uuid() WHERE id = '{denied}'
            QUALIFICATION-05 | {rule} | UPDATE qualification.rule_proposal SET version = 3 WHERE id = '{rule}'
            QUALIFICATION-05 | {rule} | UPDATE qualification.rule_proposal SET rule = 'QUESTIONNAIRE' WHERE id = '{rule}'
            QUALIFICATION-05 | {rule} | UPDATE qualification.charter_version SET recorded_at = recorded_at - interval '1 second'
            QUALIFICATION-06 | {rule} | UPDATE qualification.rule_proposal SET consulted_to = '2026-11-02' WHERE id = '{rule}'
            QUALIFICATION-06 | {rule} | UPDATE qualification.rule_remark SET answer = NULL, answered_at = NULL, answered_by = NULL
            PLACES-07 | {offer} | UPDATE places.leaders SET led_by = '{VOLUNTEER}' WHERE offer = '{offer}'
            PLACES-08 | 00000000-0000-4000-8000-000000000001 | INSERT INTO places.hub_territory (hub, zone, given_at, given_by) VALUES ('00000000-0000-4000-8000-000000000001', 'D:21', '2026-11-02T10:00Z', 'x')
            PLACES-09 | {place} | INSERT INTO places.position VALUES ('{place}', 1, 47.3, 5.0, '2026-11-02T10:00Z', 'x'); UPDATE places.place SET is_position_exact = true WHERE id = '{place}'
            PLACES-06 | {listed} | UPDATE places.listed SET place = '{place}' WHERE id = '{listed}'
            """)
    void each_is_seen_when_broken(String codes, String offender, String damage) {
        var seen = broken(named(damage));

        // R-334 is what such a damage would undo, for the reader of the results
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder(codes.replace(" R-334", "").split(" ", -1));
        assertThat(seen.get(codes.split(" ", -1)[0]))
                .as("what was broken is named")
                .anyMatch(text -> text.contains(named(offender)));
    }

    private String named(String text) {
        var named = text;
        for (var name : names.entrySet()) {
            named = named.replace("{" + name.getKey() + "}", name.getValue());
        }
        return named;
    }

    /** What the invariants of these rooms name once the damage is done; everything is put back. */
    private Map<String, List<String>> broken(String damage) {
        var owner = new TransactionTemplate(new JdbcTransactionManager(world.db.owner()));
        Map<String, List<String>> seen = new TreeMap<>();
        owner.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            var jdbc = JdbcClient.create(world.db.owner());
            // What would refuse the damage before the doctor sees it is put aside, until all is put back.
            jdbc.sql("SET CONSTRAINTS ALL DEFERRED").update();
            jdbc.sql("ALTER TABLE ledger.leg DISABLE TRIGGER USER").update();
            for (var key : loose(jdbc)) {
                jdbc.sql(key).update();
            }
            assertThat(jdbc.sql(damage).update()).as(damage).isPositive();
            for (var invariant : invariants()) {
                var offenders =
                        jdbc.sql(invariant.offenders()).query(String.class).list();
                if (!offenders.isEmpty()) {
                    seen.put(invariant.code(), offenders);
                }
            }
        });
        return seen;
    }

    /** Statements that take away the keys and checks which would refuse the damage before the doctor sees it. */
    private static List<String> loose(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
                          FROM pg_constraint
                         WHERE contype IN ('c', 'f')
                           AND connamespace IN ('redemption'::regnamespace, 'settlement'::regnamespace,
                                                'expiry'::regnamespace, 'booklets'::regnamespace,
                                                'places'::regnamespace)
                         ORDER BY conname
                        """).query(String.class).list();
    }

    private List<Invariant> invariants() {
        return world.invariants().stream()
                .filter(one -> CODES.stream().anyMatch(one.code()::startsWith))
                .toList();
    }

    @Test
    @DisplayName("chaque invariant a été brisé ici au moins une fois")
    void every_one_is_tried() throws Exception {
        var tried = BrokenWorldTest.class
                .getDeclaredMethod("each_is_seen_when_broken", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();
        assertThat(invariants())
                .isNotEmpty()
                .allSatisfy(one ->
                        assertThat(Arrays.stream(tried.split("\n", -1))).anyMatch(line -> line.startsWith(one.code())));
    }
}
