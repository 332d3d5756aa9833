package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.ledger.Auxiliary.AssociateAccount;
import coop.fairpass.ledger.Auxiliary.FundAccount;
import coop.fairpass.ledger.Auxiliary.IssueAccount;
import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Auxiliary.SupplierAccount;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of postings of money-and-law §5, line by line, against what the program posts. */
@DisplayName("money-and-law §5 : chaque mouvement débite et crédite ce que dit le plan, dans son journal")
class MovementsSpec {

    private static final UUID CAUSE = new UUID(0, 1);
    private static final UUID WRONG = new UUID(0, 2);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    /** Each method is given 80 cents, then 16; C a payer, O and U two orders, P a provider, A, F, I, S the others. */
    private static final String TABLE = """
            upstreamFeeInvoiced                M01 VE 411100/C 706100 80 ; 411100/C 445740 16
            faceValueCalled                    M02 OD 411200/O 467110/O 80
            faceValueReceived                  M03 BC 512200 411200/O 80
            feeReceived                        M04 BQ 512100 411100/C 80
            vatDue                             M05 OD 445740 445710 80
            feeReceivedOnSegregated            M06 BC 512200 411100/C 80
            faceValueReceivedOnOperating       M07 BQ 512100 411200/O 80
            unidentifiedOnSegregated           M08 BC 512200 471200 80
            unidentifiedOnOperating            M08 BQ 512100 471100 80
            identifiedAsFaceValue              M09 OD 471200 411200/O 80
            identifiedAsFee                    M09 OD 471200 411100/C 80
            identifiedOnOperatingAsFaceValue   M09 OD 471100 411200/O 80
            identifiedOnOperatingAsFee         M09 OD 471100 411100/C 80
            identifiedAsSubscription           M09 OD 471100 411300/P 80
            identifiedAsRepayment              M09 OD 471200 467200/P 80
            identifiedAsInterest               M09 OD 471200 768000 80
            identifiedAsOwnTransfer            M09 OD 471200 580000 80
            identifiedOnOperatingAsOwnTransfer M09 OD 471100 580000 80
            overpaymentReturned                M10 BC 471200 512200 80
            overpaymentReturnedFromOperating   M10 BQ 471100 512100 80
            vouchersActivated                  M11 OD 467110/O 467120/O 80
            unpaidFeeCancelled                 M12 VE 706100 411100/C 80 ; 445740 411100/C 16
            unpaidCallCancelled                M12 OD 467110/O 411200/O 80
            fundedOrderCancelled               M13 OD 467110/O 467400/O 80
            paidFeeCancelled                   M14 VE 706100 411100/C 80 ; 445710 411100/C 16
            cancelledFeeRefunded               M14_REFUND BQ 411100/C 512100 80
            servicesValidated                  M20 OD 467120/O 467200/P 80
            serviceCancelled                   M21 OD 467200/P 467120/O 80 corrige
            downstreamFeeSetOff                M22 VE 467200/P 706200 80 ; 467200/P 445710 16
            subscriptionInvoiced               M23 VE 411300/P 706300 80 ; 411300/P 445740 16
            subscriptionSetOff                 M24 OD 467200/P 411300/P 80
            subscriptionReceived               M25 BQ 512100 411300/P 80
            contributionWithheld               M26 OD 467200/P 467300/F 80
            providerPaid                       M27 BC 467200/P 512200 80
            transferReturned                   M28 BC 512200 467900/P 80
            refundReturned                     M28 BC 512200 467900/O 80
            returnSentAgain                    M29 BC 467900/P 512200 80
            refundSentAgain                    M29 BC 467900/O 512200 80
            contributionsPaid                  M30 BC 467300/F 512200 80
            paidServiceReversed                M31 OD 467200/P 467120/O 80 corrige
            downstreamFeeCredited              M32 VE 706200 467200/P 80 ; 445710 467200/P 16
            providerRepaid                     M33 BC 512200 467200/P 80
            providerDebtWrittenOff             M34 OD 654000 467200/P 80
            bankCharge                         M35 BC 627000 512200 80 ; 445660 512200 16
            interestEarned                     M36 BC 512200 768000 80
            claimRecovered                     M37 OD 467200/P 467120/O 80 corrige
            claimRecoveredForPayer             M37 OD 467200/P 467400/O 80 corrige
            unusedVouchersOwedBack             M40 OD 467120/O 467400/O 80
            payerRefunded                      M41 BC 467400/O 512200 80
            creditSetOff                       M42 OD 467400/O 411200/U 80
            lateServiceAdmitted                M43 OD 467400/O 467200/P 80
            lateServiceAdmittedAfterRefund     M44 OD 658000 467200/P 80
            stockWithdrawn                     M45 OD 467120/O 467400/O 80
            contributionReceived               M46 BC 512200 467300/F 80
            ownGift                            M47 BQ 623800 512100 80
            engineeringInvoiced                M48 VE 411100/C 706400 80 ; 411100/C 445740 16
            engineeringBought                  M49 OD 604000 401000/S 80 ; 445660 401000/S 16
            feesSweptOut                       M50 BC 580000 512200 80
            feesSweptIn                        M50 BQ 512100 580000 80
            faceValueMovedOut                  M51 BQ 580000 512100 80
            faceValueMovedIn                   M51 BC 512200 580000 80
            advanceOut                         M52 BQ 580000 512100 80
            advanceIn                          M52 BC 512200 580000 80
            replacementInvoiced                M60 VE 411100/C 706500 80 ; 411100/C 445740 16
            feePaidShort                       M61 OD 658000 411100/C 80
            feePaidOver                        M61 OD 411100/C 758000 80
            subscriptionsDeferred              M70 OD 706300 487000 80
            deferralReversed                   M70 OD 487000 706300 80
            sharesCalled                       M80 OD 456200/A 101200/A 80
            sharesPaidUp                       M80 BQ 512100 456200/A 80 ; 101200/A 101300/A 80
            sharesToRepay                      M81 OD 101300/A 456700/A 80
            sharesRepaid                       M81 BQ 456700/A 512100 80
            resultKept                         M82 OD 120000 106100 80 ; 120000 106300 16
            interestDecided                    M82 OD 120000 457000/A 80
            interestPaid                       M83 BQ 457000/A 512100 80
            securitiesIssued                   M84 BQ 512100 167100/I 80
            couponAccrued                      M84 OD 661100 168800/I 80
            couponPaid                         M84 BQ 168800/I 512100 80
            """;

    private static final Map<String, String> EXPECTED = TABLE.lines()
            .map(line -> line.split(" +", 2))
            .collect(Collectors.toMap(words -> words[0], words -> words[1].strip(), (one, _) -> one, TreeMap::new));

    static Stream<Method> movements() {
        return Arrays.stream(Movements.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("movements")
    @DisplayName("ce que chacun écrit")
    void posts_what_the_table_says(Method method) throws ReflectiveOperationException {
        var posting = call(method, 80, 16);

        assertThat(written(posting)).isEqualTo(EXPECTED.get(method.getName()));
        assertThat(List.of(posting.cause(), posting.effectiveOn(), posting.piece()))
                .isEqualTo(List.of(CAUSE, DAY, "PIECE-1"));
        assertThat(posting.total())
                .isEqualTo(posting.legs().stream().map(Leg::amount).reduce(Money.ZERO, Money::plus));
    }

    @Test
    @DisplayName("la table n’en oublie aucun et n’en invente pas")
    void the_table_is_whole() {
        assertThat(movements().map(Method::getName)).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
        assertThat(EXPECTED.values().stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .distinct())
                .containsExactlyInAnyOrder(
                        Arrays.stream(Movement.values()).map(Movement::name).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("movements")
    @DisplayName("une somme nulle n’écrit pas de ligne, et rien que des sommes nulles est refusé")
    void nothing_is_not_posted(Method method) throws ReflectiveOperationException {
        assertThatThrownBy(() -> call(method, 0, 0)).hasCauseInstanceOf(IllegalArgumentException.class);
        if (Objects.requireNonNull(EXPECTED.get(method.getName())).endsWith(" 16")) {
            assertThat(call(method, 80, 0).legs()).hasSize(1);
        }
    }

    @Test
    @DisplayName("M61 : l’écart sur des frais est d’un euro au plus, dans les deux sens")
    void a_matching_difference_is_small() {
        var cause = new Cause(CAUSE, DAY, "PIECE-1");
        var payer = new PayerAccount("C0001", "Département");
        assertThat(Movements.feePaidShort(cause, payer, cents(1_00)).total()).isEqualTo(cents(1_00));
        assertThat(Movements.feePaidOver(cause, payer, cents(1_00)).total()).isEqualTo(cents(1_00));
        assertThatThrownBy(() -> Movements.feePaidShort(cause, payer, cents(1_01)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1.00");
        assertThatThrownBy(() -> Movements.feePaidOver(cause, payer, cents(1_01)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R-202 : seuls ceux-ci touchent une banque, et ne s’écrivent que d’une ligne de relevé")
    void of_the_bank() {
        assertThat(Movement.ofTheBank())
                .isEqualTo(EXPECTED.values().stream()
                        .filter(line -> line.contains(" 512"))
                        .map(line -> Movement.valueOf(line.substring(0, line.indexOf(' '))))
                        .collect(Collectors.toSet()));
    }

    // ── What the table's words mean ──────────────────────────────────────────────────────────────────────────────

    private static Posting call(Method method, long first, long second) throws ReflectiveOperationException {
        var payer = new PayerAccount("C0001", "Département");
        Map<Class<?>, Deque<Object>> given = new HashMap<>();
        given.put(Cause.class, new ArrayDeque<>(List.of(new Cause(CAUSE, DAY, "PIECE-1"))));
        given.put(UUID.class, new ArrayDeque<>(List.of(WRONG)));
        given.put(PayerAccount.class, new ArrayDeque<>(List.of(payer)));
        given.put(
                OrderAccount.class,
                new ArrayDeque<>(List.of(payer.order("BC-2026-000001"), payer.order("BC-2026-000002"))));
        given.put(ProviderAccount.class, new ArrayDeque<>(List.of(new ProviderAccount("P0001", "Médiathèque"))));
        given.put(FundAccount.class, new ArrayDeque<>(List.of(new FundAccount("F0001", "Fonds"))));
        given.put(SupplierAccount.class, new ArrayDeque<>(List.of(new SupplierAccount("S0001", "Cabinet"))));
        given.put(AssociateAccount.class, new ArrayDeque<>(List.of(new AssociateAccount("A0001", "Associée"))));
        given.put(IssueAccount.class, new ArrayDeque<>(List.of(new IssueAccount("T2027", "Émission"))));
        given.put(Money.class, new ArrayDeque<>(List.of(cents(first), cents(second))));
        var arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> Objects.requireNonNull(given.get(type)).pop())
                .toArray();
        return (Posting) method.invoke(null, arguments);
    }

    private static String written(Posting posting) {
        var legs = posting.legs().stream()
                .map(leg -> "%s %s %d"
                        .formatted(
                                side(leg.debit()),
                                side(leg.credit()),
                                leg.amount().cents()))
                .collect(Collectors.joining(" ; "));
        assertThat(posting.corrects().orElse(WRONG)).isEqualTo(WRONG);
        return "%s %s %s%s"
                .formatted(
                        posting.movement(),
                        posting.journal(),
                        legs,
                        posting.corrects().isPresent() ? " corrige" : "");
    }

    private static String side(Leg.Side side) {
        return side.account().code()
                + side.auxiliary().map(MovementsSpec::letter).orElse("");
    }

    private static String letter(Auxiliary auxiliary) {
        return switch (auxiliary) {
            case PayerAccount _ -> "/C";
            case OrderAccount order -> order.code().endsWith("1") ? "/O" : "/U";
            case ProviderAccount _ -> "/P";
            case FundAccount _ -> "/F";
            case SupplierAccount _ -> "/S";
            case AssociateAccount _ -> "/A";
            case IssueAccount _ -> "/I";
        };
    }
}
