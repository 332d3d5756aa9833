package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.ledger.Auxiliary.AssociateAccount;
import coop.fairpass.ledger.Auxiliary.FundAccount;
import coop.fairpass.ledger.Auxiliary.IssueAccount;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Auxiliary.SupplierAccount;
import coop.fairpass.ledger.Leg.Side;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Une écriture qui ne peut pas être vraie ne peut pas être faite")
class PostingSpec {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final PayerAccount PAYER = new PayerAccount("C0001", "Département");

    /** One third party of each sort, and the sorts of account that carry it. */
    private static final Map<Auxiliary, Set<Account.Third>> CARRIED = Map.of(
            PAYER,
            Set.of(Account.Third.PAYER),
            PAYER.order("BC-2026-000001"),
            Set.of(Account.Third.ORDER, Account.Third.PAYEE),
            new ProviderAccount("P0001", "Médiathèque"),
            Set.of(Account.Third.PROVIDER, Account.Third.PAYEE),
            new FundAccount("F0001", "Fonds"),
            Set.of(Account.Third.FUND),
            new SupplierAccount("S0001", "Cabinet"),
            Set.of(Account.Third.SUPPLIER),
            new AssociateAccount("A0001", "Associée"),
            Set.of(Account.Third.ASSOCIATE),
            new IssueAccount("T2027", "Émission"),
            Set.of(Account.Third.ISSUE));

    @ParameterizedTest
    @EnumSource
    @DisplayName("un compte porte le tiers de sa sorte, et aucun autre")
    void an_account_carries_its_third_party(Account account) {
        CARRIED.forEach((third, carriers) -> {
            if (carriers.contains(account.third())) {
                assertThat(Side.of(account, third)).isEqualTo(new Side(account, Optional.of(third)));
            } else {
                assertThatThrownBy(() -> Side.of(account, third)).isInstanceOf(IllegalArgumentException.class);
            }
        });
        if (account.third() == Account.Third.NONE) {
            assertThat(Side.of(account).auxiliary()).isEmpty();
        } else {
            assertThatThrownBy(() -> Side.of(account)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Account.of(account.code())).isEqualTo(account);
        assertThat(account.isResult())
                .isEqualTo(Integer.toString(account.code()).matches("[67].*"));
    }

    @Test
    @DisplayName("une ligne déplace plus que rien, entre deux comptes")
    void a_leg_moves_something_somewhere() {
        var bank = Side.of(Account.SEGREGATED_BANK);
        var parked = Side.of(Account.UNIDENTIFIED_SEGREGATED);
        assertThat(new Leg(bank, parked, cents(1)).touches(Account.SEGREGATED_BANK))
                .isTrue();
        assertThat(new Leg(parked, bank, cents(1)).touches(Account.SEGREGATED_BANK))
                .isTrue();
        assertThat(new Leg(parked, bank, cents(1)).touches(Account.OPERATING_BANK))
                .isFalse();
        assertThatThrownBy(() -> new Leg(bank, parked, Money.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Leg(bank, parked, cents(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Leg(bank, bank, cents(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("un mouvement ne joint que les comptes que la table lui donne, dans ce sens")
    void a_movement_joins_its_accounts_only() {
        var bank = Side.of(Account.SEGREGATED_BANK);
        var parked = Side.of(Account.UNIDENTIFIED_SEGREGATED);
        assertThatCode(() -> posting(Movement.M08, "P1", new Leg(bank, parked, cents(1))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> posting(Movement.M08, "P1", new Leg(parked, bank, cents(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> posting(Movement.M27, "P1", new Leg(bank, parked, cents(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> posting(Movement.M08, "P1")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "FAC-2026-000001-0123456789-0123456789"})
    @DisplayName("le numéro de la pièce a de un à trente-cinq caractères")
    void a_piece_has_a_number(String piece) {
        var leg = new Leg(Side.of(Account.SEGREGATED_BANK), Side.of(Account.UNIDENTIFIED_SEGREGATED), cents(1));
        assertThatThrownBy(() -> posting(Movement.M08, piece, leg)).isInstanceOf(IllegalArgumentException.class);
        assertThat(posting(Movement.M08, "x".repeat(35), leg).piece()).hasSize(35);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p0001", "-P0001", "P 0001", "P0123456789012345678901234"})
    @DisplayName("un compte de tiers a un code de un à vingt-cinq signes, et un nom")
    void an_auxiliary_has_a_code_and_a_name(String code) {
        assertThatThrownBy(() -> new ProviderAccount(code, "Médiathèque")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FundAccount(code, "Fonds")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SupplierAccount(code, "Cabinet")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AssociateAccount(code, "Associée")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IssueAccount(code, "Émission")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PayerAccount("C0001", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Auxiliary.OrderAccount(code, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(PAYER.order("BC-2026-000001").code()).isEqualTo("C0001-2026-000001");
        assertThat(PAYER.order("2026-BC-1").code()).isEqualTo("C0001-2026-BC-1");
    }

    @Test
    @DisplayName("le plan n’a que ses comptes")
    void the_chart_is_closed() {
        assertThatThrownBy(() -> Account.of(467_100)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Posting posting(Movement movement, String piece, Leg... legs) {
        return new Posting(movement, new UUID(0, 1), DAY, piece, Optional.empty(), List.of(legs));
    }
}
