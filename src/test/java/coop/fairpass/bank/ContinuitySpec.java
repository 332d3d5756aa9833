package coop.fairpass.bank;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Un relevé part où le précédent finit et arrive où il dit, ou il est mis de côté entier")
class ContinuitySpec {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
    private static final BankAccountId ACCOUNT = new BankAccountId.ByIban(BankSamples.french(1));

    private static BankStatement statement(List<Balance> balances, Money... booked) {
        var movements = new ArrayList<BankMovement>();
        for (var amount : booked) {
            movements.add(BankMovement.booked(DAY, amount, "R" + movements.size()));
        }
        movements.add(BankMovement.booked(DAY, cents(1_000_00), "announced").pending());
        return BankStatement.of(StatementKind.STATEMENT, "S", ACCOUNT, Optional.empty(), balances, movements);
    }

    private static List<Balance> balances(long opening, long closing) {
        return List.of(Balance.opening(cents(opening), DAY), Balance.closing(cents(closing), DAY));
    }

    private static Continuity.Outcome notProven(ContinuityProblem problem) {
        return new Continuity.Outcome.NotProven(problem, Optional.empty(), Optional.empty());
    }

    private static Continuity.Outcome notProven(ContinuityProblem problem, long expected, long found) {
        return new Continuity.Outcome.NotProven(problem, Optional.of(cents(expected)), Optional.of(cents(found)));
    }

    @Test
    @DisplayName("les écritures comptabilisées mènent d’un solde à l’autre ; les annonces ne comptent pas")
    void proven() {
        var statement = statement(balances(100_00, 49_00), cents(-61_00), cents(10_00));
        assertThat(Continuity.of(statement, cents(100_00)))
                .isEqualTo(new Continuity.Outcome.Proven(cents(100_00), cents(49_00)));
        assertThat(Continuity.ofFirst(statement)).isEqualTo(new Continuity.Outcome.Proven(cents(100_00), cents(49_00)));
        assertThat(Continuity.of(statement(balances(100_00, 100_00)), cents(100_00)))
                .isEqualTo(new Continuity.Outcome.Proven(cents(100_00), cents(100_00)));
    }

    @Test
    @DisplayName("T23 : une ouverture qui n’est pas la clôture précédente met le relevé de côté")
    void a_gap() {
        assertThat(Continuity.of(statement(balances(100_00, 100_01), cents(1)), cents(100_01)))
                .isEqualTo(notProven(ContinuityProblem.OPENING_IS_NOT_PREVIOUS_CLOSING, 100_01, 100_00));
    }

    @Test
    @DisplayName("un centime manquant met le relevé de côté")
    void a_cent_missing() {
        assertThat(Continuity.ofFirst(statement(balances(100_00, 49_00), cents(-61_00), cents(10_01))))
                .isEqualTo(notProven(ContinuityProblem.LINES_DO_NOT_REACH_CLOSING, 49_00, 49_01));
    }

    @Test
    @DisplayName("à défaut d’ouverture, la clôture précédente que le relevé rappelle en tient lieu")
    void the_previous_closing_is_an_opening() {
        var balances = List.of(new Balance("PRCD", cents(100_00), DAY), Balance.closing(cents(90_00), DAY));
        assertThat(Continuity.ofFirst(statement(balances, cents(-10_00))))
                .isEqualTo(new Continuity.Outcome.Proven(cents(100_00), cents(90_00)));
    }

    @Test
    @DisplayName("sans soldes, ou avec deux soldes contraires, rien n’est prouvé")
    void balances_missing_or_in_conflict() {
        assertThat(Continuity.ofFirst(statement(List.of(Balance.closing(cents(1), DAY)))))
                .isEqualTo(notProven(ContinuityProblem.OPENING_MISSING));
        assertThat(Continuity.ofFirst(statement(List.of(Balance.opening(cents(1), DAY)))))
                .isEqualTo(notProven(ContinuityProblem.CLOSING_MISSING));
        var twice = new ArrayList<>(balances(1, 1));
        twice.add(Balance.closing(cents(1), DAY));
        assertThat(Continuity.ofFirst(statement(twice))).isInstanceOf(Continuity.Outcome.Proven.class);
        twice.add(Balance.closing(cents(2), DAY));
        assertThat(Continuity.ofFirst(statement(twice))).isEqualTo(notProven(ContinuityProblem.BALANCES_CONFLICT));
    }

    @Test
    @DisplayName("deux lignes refusées qui se compensent ne font pas une preuve")
    void refused_lines() {
        var sound = statement(balances(100_00, 100_00));
        var refused = new BankStatement(
                sound.kind(),
                sound.id(),
                sound.account(),
                sound.sequence(),
                false,
                sound.balances(),
                sound.entries(),
                List.of(new RowMessage(Position.WHOLE_FILE, "Amt", "8.855 EUR", RowProblem.AMOUNT_TOO_PRECISE)),
                List.of());
        assertThat(Continuity.ofFirst(refused)).isEqualTo(notProven(ContinuityProblem.LINES_REFUSED));
    }

    @Test
    @DisplayName("un avis ne prouve rien")
    void a_notification() {
        var statement =
                BankStatement.of(StatementKind.NOTIFICATION, "N", ACCOUNT, Optional.empty(), balances(0, 0), List.of());
        assertThat(Continuity.ofFirst(statement)).isEqualTo(notProven(ContinuityProblem.NOT_A_STATEMENT));
    }
}
