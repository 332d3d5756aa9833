package coop.fairpass.redemption;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_COLLEAGUE;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Loss;
import coop.fairpass.booklets.ReplaceBooklet;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.directory.Actor;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.AppealRejection.AppealDecision;
import coop.fairpass.redemption.AppealRejection.Command;
import coop.fairpass.redemption.AppealRejection.Outcome;
import coop.fairpass.redemption.AppealRejection.Rejection;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.redemption.DecideHold.Waiting;
import coop.fairpass.redemption.HoldDocuments.Occasion;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import coop.fairpass.upload.GivenFile;
import coop.fairpass.upload.GivenFile.Kind;
import coop.fairpass.upload.Papers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Un document s’ajoute à la réponse, et un rejet se conteste une fois, devant une autre personne")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppealTest {

    private static final byte[] PDF = Papers.page("Feuille d'émargement");
    private static final byte[] OTHER_PDF = Papers.page("Planning");

    private World world;
    private OrderId order;
    private OrderId ended;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(30);
        ended = world.order(1);
    }

    @BeforeEach
    void onAnOrdinaryDay() {
        world.clock.set("2026-10-07T10:00");
    }

    @AfterAll
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private List<RedemptionId> held(BookletNumber booklet) {
        var given = IntStream.rangeClosed(1, 5)
                .mapToObj(rank -> world.given(booklet, rank))
                .toArray(ServiceGiven[]::new);
        return world.redeemAll(FIRST_STAFF, FIRST_PLACE, given).stream()
                .map(one -> RedemptionId.read(one.redemptions().getFirst()).orElseThrow())
                .toList();
    }

    private RedemptionId held() {
        return held(world.handedOver(order, ++used)).getFirst();
    }

    private RedemptionId rejected(HoldDecision decision) {
        return rejected(held(), decision);
    }

    private RedemptionId rejected(RedemptionId id, HoldDecision decision) {
        done(
                DecideHold.Outcome.Decided.class,
                world.bean(DecideHold.class)
                        .handle(new DecideHold.Command(id, decision, "Aucun atelier ce jour-là.", CONTROLLER)));
        return id;
    }

    private AppealRejection appeals() {
        return world.bean(AppealRejection.class);
    }

    private Outcome appeal(RedemptionId id, Actor by) {
        return appeals().appeal(id, "L’atelier a bien eu lieu, voici l’émargement.", Optional.of(PDF), by);
    }

    private RedemptionId appealed(HoldDecision decision) {
        var id = rejected(decision);
        assertThat(appeal(id, FIRST_STAFF)).isEqualTo(new Outcome.Appealed(id));
        return id;
    }

    private Outcome decide(RedemptionId id, AppealDecision decision, Actor by) {
        return appeals().handle(new Command(id, decision, "L’émargement le montre.", by));
    }

    private DecideHold.Outcome answer(RedemptionId id, byte[] document, Actor by) {
        return world.bean(DecideHold.class).answer(id, "Un atelier d’une journée.", Optional.of(document), by);
    }

    private static Outcome refused(RequestReason reason) {
        return new Outcome.Refused(reason);
    }

    private Optional<byte[]> document(RedemptionId id, Occasion occasion, Actor by) {
        return world.bean(HoldDocuments.class).find(id, occasion, by).map(HoldDocuments.Kept::content);
    }

    private Rejection rejection(RedemptionId id) {
        return appeals().of(FIRST_STAFF).stream()
                .filter(one -> one.redemption().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Money owed() {
        return world.owed(Account.OWED_TO_PROVIDERS);
    }

    private Money circulating() {
        return world.owed(Account.IN_CIRCULATION);
    }

    private ServiceGiven again(RedemptionId id) {
        var voucher = new VoucherNumber(id.voucher());
        return world.given(voucher.booklet(), voucher.rank());
    }

    @Test
    @DisplayName(
            "R-190 : la structure lit le motif, répond par un texte et un document, conteste le rejet, et une autre personne lui donne raison")
    void the_provider_reads_answers_and_appeals() {
        var owed = owed();
        var circulating = circulating();
        var id = held();
        var holds = world.bean(DecideHold.class);

        assertThat(holds.waiting(FIRST_STAFF))
                .filteredOn(one -> one.redemption().equals(id))
                .singleElement()
                .extracting(Waiting::rule)
                .isEqualTo(HoldRule.F1_WHOLE_BOOKLET_IN_A_DAY);
        assertThat(answer(id, PDF, FIRST_STAFF)).isEqualTo(new DecideHold.Outcome.Answered(id));
        assertThat(holds.waiting(CONTROLLER))
                .filteredOn(one -> one.redemption().equals(id))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.providerSays()).contains("Un atelier d’une journée.");
                    assertThat(one.hasDocument()).isTrue();
                });
        assertThat(document(id, Occasion.ANSWER, CONTROLLER))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(PDF));

        rejected(id, HoldDecision.REJECTED);
        assertThat(world.told(FIRST))
                .anySatisfy(text -> assertThat(text)
                        .contains(id.serial(), "Aucun atelier ce jour-là.", "un recours", "6 novembre 2026"));
        assertThat(rejection(id).reason()).isEqualTo("Aucun atelier ce jour-là.");
        assertThat(appeal(id, FIRST_COLLEAGUE)).isEqualTo(new Outcome.Appealed(id));
        assertThat(appeals().waiting(COMMITTEE))
                .filteredOn(one -> one.redemption().equals(id))
                .singleElement()
                .satisfies(one -> assertThat(one.appealDocument()).isTrue());
        assertThat(owed()).as("an appeal pays nothing").isEqualTo(owed);

        world.clock.set("2026-11-20T10:00");
        assertThat(decide(id, AppealDecision.ACCEPTED, COMMITTEE))
                .isEqualTo(new Outcome.Decided(id, AppealDecision.ACCEPTED));

        assertThat(owed()).isEqualTo(owed.plus(cents(10_00)));
        assertThat(circulating()).isEqualTo(circulating.minus(cents(10_00)));
        var redeemed =
                world.bean(ProviderRedemptions.class).find(id, FIRST_STAFF).orElseThrow();
        assertThat(redeemed.state()).isEqualTo(RedemptionState.ACCEPTED);
        assertThat(redeemed.serviceOn()).isEqualTo(LocalDate.of(2026, 10, 7));
        assertThat(redeemed.countsOn()).as("the day of the decision").contains(LocalDate.of(2026, 11, 20));
        assertThat(world.redeem(again(id)).reason()).contains(RedeemReason.ALREADY_REDEEMED);
        assertThat(rejection(id).appeal().flatMap(AppealRejection.Appeal::decisionReason))
                .as("the provider reads why")
                .contains("L’émargement le montre.");
        assertThat(world.told(FIRST))
                .anySatisfy(text -> assertThat(text).contains("Votre recours est accepté", id.serial()));
        assertThat(decide(id, AppealDecision.ACCEPTED, COMMITTEE))
                .as("twice is once")
                .isEqualTo(new Outcome.Decided(id, AppealDecision.ACCEPTED));
        assertThat(owed()).isEqualTo(owed.plus(cents(10_00)));
        assertThat(decide(id, AppealDecision.UPHELD, COMMITTEE)).isEqualTo(refused(RequestReason.APPEAL_DECIDED));
    }

    @Test
    @DisplayName(
            "le document se reconnaît à ses premiers octets, pèse 5 Mo au plus, s’ouvre sans mot de passe, et reste tel qu’on le voit")
    void a_document_is_what_its_first_bytes_say() throws Exception {
        var id = held();
        var documents = world.bean(HoldDocuments.class);
        var picture = picture();

        assertThat(answer(id, "<script>".getBytes(StandardCharsets.UTF_8), FIRST_STAFF))
                .isEqualTo(new DecideHold.Outcome.Refused(RequestReason.DOCUMENT_NOT_READ));
        assertThat(answer(id, "%PDF-1.7".getBytes(StandardCharsets.UTF_8), FIRST_STAFF))
                .isEqualTo(new DecideHold.Outcome.Refused(RequestReason.DOCUMENT_NOT_OPENED));
        assertThat(answer(id, Papers.locked(), FIRST_STAFF))
                .isEqualTo(new DecideHold.Outcome.Refused(RequestReason.DOCUMENT_LOCKED));
        assertThat(answer(id, Arrays.copyOf(picture, GivenFile.MOST_BYTES + 1), FIRST_STAFF))
                .isEqualTo(new DecideHold.Outcome.Refused(RequestReason.DOCUMENT_TOO_LARGE));
        assertThat(document(id, Occasion.ANSWER, CONTROLLER)).isEmpty();
        assertThat(world.bean(DecideHold.class).waiting(FIRST_STAFF))
                .filteredOn(one -> one.redemption().equals(id))
                .singleElement()
                .satisfies(one -> assertThat(one.providerSays())
                        .as("refused with its words")
                        .isEmpty());

        assertThat(answer(id, picture, FIRST_STAFF)).isEqualTo(new DecideHold.Outcome.Answered(id));
        assertThat(answer(id, picture, FIRST_STAFF)).isEqualTo(new DecideHold.Outcome.Answered(id));
        assertThat(answer(id, PDF, FIRST_STAFF))
                .isEqualTo(new DecideHold.Outcome.Refused(RequestReason.DOCUMENT_ALREADY_GIVEN));

        var kept = documents.find(id, Occasion.ANSWER, FIRST_STAFF).orElseThrow();
        assertThat(kept.content()).isEqualTo(picture);
        assertThat(kept.kind()).isEqualTo(Kind.PNG);
        assertThat(kept.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(picture)));
    }

    private static byte[] picture() throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @Test
    @DisplayName("le document se lit par la structure et par qui décide, par personne d’autre")
    void others_read_no_document() {
        var id = held();
        done(DecideHold.Outcome.Answered.class, answer(id, PDF, FIRST_STAFF));

        assertThat(Stream.of(FIRST_STAFF, FIRST_COLLEAGUE, CONTROLLER))
                .allSatisfy(by -> assertThat(document(id, Occasion.ANSWER, by))
                        .as(by.label())
                        .isPresent());
        assertThat(Stream.of(SECOND_STAFF, TREASURER, COMMITTEE, TOWN_BUYER, AGENT))
                .allSatisfy(by -> assertThat(document(id, Occasion.ANSWER, by))
                        .as(by.label())
                        .isEmpty());

        rejected(id, HoldDecision.REJECTED);
        done(Outcome.Appealed.class, appeals().appeal(id, "Voici.", Optional.of(OTHER_PDF), FIRST_STAFF));

        assertThat(document(id, Occasion.ANSWER, COMMITTEE))
                .as("it decides on appeals")
                .isPresent();
        assertThat(document(id, Occasion.APPEAL, COMMITTEE))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(OTHER_PDF));
        assertThat(document(id, Occasion.APPEAL, FIRST_STAFF)).isPresent();
        assertThat(Stream.of(SECOND_STAFF, TREASURER, TOWN_BUYER, AGENT))
                .allSatisfy(by -> assertThat(document(id, Occasion.APPEAL, by))
                        .as(by.label())
                        .isEmpty());
    }

    @Test
    @DisplayName("un recours se fait une fois, par la structure qui a validé, contre un rejet, dans les 30 jours")
    void once_by_the_provider_within_thirty_days() {
        var waits = held();
        assertThat(appeal(waits, FIRST_STAFF)).isEqualTo(refused(RequestReason.NOT_REJECTED));
        var id = rejected(waits, HoldDecision.REJECTED);
        var late = rejected(HoldDecision.REJECTED);

        assertThat(appeal(id, SECOND_STAFF)).isEqualTo(refused(RequestReason.UNKNOWN_REDEMPTION));
        assertThat(appeal(id, CONTROLLER)).isEqualTo(refused(RequestReason.UNKNOWN_REDEMPTION));
        world.clock.set("2026-11-06T23:30");
        assertThat(appeal(id, FIRST_STAFF)).as("the last day").isEqualTo(new Outcome.Appealed(id));
        world.clock.set("2026-11-07T00:30");
        assertThat(appeal(late, FIRST_STAFF)).isEqualTo(refused(RequestReason.APPEAL_TOO_LATE));
        assertThat(appeal(id, FIRST_STAFF)).as("the same again").isEqualTo(new Outcome.Appealed(id));
        assertThat(appeals().appeal(id, "Autre chose.", Optional.empty(), FIRST_STAFF))
                .isEqualTo(refused(RequestReason.ALREADY_APPEALED));
        assertThat(appeals()
                        .appeal(
                                id,
                                "L’atelier a bien eu lieu, voici l’émargement.",
                                Optional.of(OTHER_PDF),
                                FIRST_STAFF))
                .isEqualTo(refused(RequestReason.ALREADY_APPEALED));
        assertThat(decide(id, AppealDecision.UPHELD, COMMITTEE)).isInstanceOf(Outcome.Decided.class);
        assertThat(appeals().appeal(id, "Encore.", Optional.empty(), FIRST_STAFF))
                .as("once only, even after the decision")
                .isEqualTo(refused(RequestReason.ALREADY_APPEALED));
    }

    @Test
    @DisplayName(
            "qui a rejeté ne décide pas du recours ; maintenu, le rejet ne change rien et la structure lit pourquoi")
    void another_person_decides() {
        var id = appealed(HoldDecision.REJECTED_BLOCKED);
        var owed = owed();

        assertThat(decide(id, AppealDecision.ACCEPTED, CONTROLLER))
                .isEqualTo(refused(RequestReason.NOT_A_SECOND_PERSON));
        assertThat(decide(id, AppealDecision.ACCEPTED, TREASURER)).isEqualTo(refused(RequestReason.NOT_ALLOWED));
        assertThat(appeals().handle(new Command(id, AppealDecision.UPHELD, " ", COMMITTEE)))
                .isEqualTo(refused(RequestReason.NOT_ALLOWED));
        assertThat(decide(rejected(HoldDecision.REJECTED), AppealDecision.ACCEPTED, COMMITTEE))
                .isEqualTo(refused(RequestReason.NO_APPEAL));
        assertThat(decide(id, AppealDecision.UPHELD, COMMITTEE))
                .isEqualTo(new Outcome.Decided(id, AppealDecision.UPHELD));

        assertThat(owed()).isEqualTo(owed);
        assertThat(world.redeem(again(id)).reason()).contains(RedeemReason.BLOCKED);
        assertThat(world.told(FIRST))
                .anySatisfy(text -> assertThat(text).contains("le rejet est maintenu", id.serial()));
    }

    @Test
    @DisplayName("un chèque bloqué à tort se paie aussi, et ne sert plus")
    void a_blocked_voucher_is_paid_too() {
        var id = appealed(HoldDecision.REJECTED_BLOCKED);
        var owed = owed();

        assertThat(decide(id, AppealDecision.ACCEPTED, COMMITTEE)).isInstanceOf(Outcome.Decided.class);

        assertThat(owed()).isEqualTo(owed.plus(cents(10_00)));
        assertThat(world.redeem(again(id)).reason()).contains(RedeemReason.ALREADY_REDEEMED);
    }

    @Test
    @DisplayName("présenté de nouveau, remplacé, ou sa commande close : rien ne se paie deux fois, le motif le dit")
    void what_went_elsewhere_is_not_paid_again() {
        var presented = appealed(HoldDecision.REJECTED);
        world.clock.set("2026-10-08T10:00");
        assertThat(world.redeem(again(presented)).result()).isEqualTo(Result.REDEEMED);

        var replaced = appealed(HoldDecision.REJECTED);
        var booklet = new VoucherNumber(replaced.voucher()).booklet();
        done(
                BlockBooklet.Outcome.Blocked.class,
                world.bean(BlockBooklet.class).handle(new BlockBooklet.Command(booklet.serial(), Loss.LOST, AGENT)));
        done(
                ReplaceBooklet.Outcome.Replaced.class,
                world.bean(ReplaceBooklet.class).handle(new ReplaceBooklet.Command(UUID.randomUUID(), booklet, AGENT)));

        var givenBack = rejected(held(world.handedOver(ended, 1)).getFirst(), HoldDecision.REJECTED);
        done(Outcome.Appealed.class, appeal(givenBack, FIRST_STAFF));
        world.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> world.bean(EndOrder.class).handle(ended));
        var owed = owed();

        assertThat(decide(presented, AppealDecision.ACCEPTED, COMMITTEE))
                .isEqualTo(refused(RequestReason.PRESENTED_SINCE));
        assertThat(decide(replaced, AppealDecision.ACCEPTED, COMMITTEE))
                .isEqualTo(refused(RequestReason.REPLACED_SINCE));
        assertThat(decide(givenBack, AppealDecision.ACCEPTED, COMMITTEE)).isEqualTo(refused(RequestReason.ORDER_ENDED));

        assertThat(owed()).isEqualTo(owed);
        assertThat(Stream.of(presented, replaced, givenBack))
                .allSatisfy(id -> assertThat(decide(id, AppealDecision.UPHELD, COMMITTEE))
                        .as("it can still be upheld")
                        .isInstanceOf(Outcome.Decided.class));
    }

    @Test
    @DisplayName("accepté pendant qu’on présente le chèque de nouveau : un seul des deux est payé")
    void accepted_while_presented_again_pays_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                world.clock.set("2026-10-07T10:00");
                var id = appealed(HoldDecision.REJECTED);
                world.clock.set("2026-10-08T10:00");
                var owed = owed();
                Callable<Boolean> accept =
                        () -> decide(id, AppealDecision.ACCEPTED, COMMITTEE) instanceof Outcome.Decided;
                Callable<Boolean> present = () -> world.redeem(again(id)).result() == Result.REDEEMED;
                var paid = threads.invokeAll(List.of(accept, present));

                assertThat(List.of(paid.get(0).get(), paid.get(1).get())).containsExactlyInAnyOrder(true, false);
                assertThat(owed()).isEqualTo(owed.plus(cents(10_00)));
            }
        }
    }
}
