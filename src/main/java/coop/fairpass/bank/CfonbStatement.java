package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One statement while its records pass; each says why the whole is refused, or nothing. */
final class CfonbStatement {

    private final CfonbRecord opening;
    private final List<Balance> balances = new ArrayList<>();
    private final List<CfonbMovement> movements = new ArrayList<>();
    private final List<RowMessage> refused = new ArrayList<>();
    private final List<RowMessage> notes = new ArrayList<>();
    private Optional<CfonbMovement> last = Optional.empty();

    CfonbStatement(CfonbRecord opening) {
        this.opening = opening;
    }

    CfonbRecord opening() {
        return opening;
    }

    Optional<RowMessage> openingBalance() {
        return balance(opening, Balance.OPENING);
    }

    Optional<RowMessage> closing(CfonbRecord line) {
        return otherAccount(line).or(() -> balance(line, Balance.CLOSING));
    }

    private Optional<RowMessage> balance(CfonbRecord line, String type) {
        return switch (line.date()) {
            case Parsed.Bad<LocalDate>(var problem) -> Optional.of(line.message(35, 40, problem));
            case Parsed.Good<LocalDate>(var day) ->
                switch (line.amount()) {
                    case Parsed.Bad<Money>(var problem) -> Optional.of(line.message(91, 104, problem));
                    case Parsed.Good<Money>(var amount) -> {
                        balances.add(new Balance(type, amount, day));
                        yield Optional.empty();
                    }
                };
        };
    }

    private Optional<RowMessage> otherAccount(CfonbRecord line) {
        return line.accountKey().equals(opening.accountKey())
                ? Optional.empty()
                : Optional.of(line.message(12, 32, RowProblem.ACCOUNT_CHANGES));
    }

    Optional<RowMessage> movement(CfonbRecord line) {
        var other = otherAccount(line);
        if (other.isPresent()) {
            return other;
        }
        if (line.date() instanceof Parsed.Bad<LocalDate>(var problem)) {
            return Optional.of(line.message(35, 40, problem));
        }
        if (!line.text(43, 48).isEmpty()
                && BankDay.ofSixDigits(line.columns(43, 48)) instanceof Parsed.Bad<LocalDate>(var problem)) {
            return Optional.of(line.message(43, 48, problem));
        }
        return switch (line.amount()) {
            case Parsed.Bad<Money>(RowProblem problem)
            when problem == RowProblem.AMOUNT_UNREADABLE -> Optional.of(line.message(91, 104, problem));
            case Parsed.Bad<Money>(var problem) -> {
                // the record is sound and its amount is not one in euros: the line is refused, as in camt.053
                refused.add(line.message(91, 104, problem));
                last = Optional.of(new CfonbMovement(line));
                yield Optional.empty();
            }
            case Parsed.Good<Money>(var amount) -> {
                var movement = new CfonbMovement(line);
                last = Optional.of(movement);
                if (amount.isZero()) {
                    notes.add(line.message(91, 104, RowProblem.AMOUNT_ZERO));
                } else {
                    movements.add(movement);
                }
                yield Optional.empty();
            }
        };
    }

    Optional<RowMessage> complement(CfonbRecord line) {
        if (last.isEmpty()) {
            return Optional.of(line.message(1, 2, RowProblem.COMPLEMENT_WITHOUT_MOVEMENT));
        }
        var other = otherAccount(line);
        if (other.isEmpty()) {
            last.get().complete(line);
        }
        return other;
    }

    /** The statement, once closed. */
    BankStatement read() {
        var account = opening.account();
        var read = movements.stream().map(CfonbMovement::read).toList();
        return new BankStatement(
                StatementKind.STATEMENT,
                account.shown() + " " + balances.getLast().date(),
                account,
                Optional.empty(),
                false,
                balances,
                BankStatement.keyed(account, read),
                refused,
                notes);
    }
}
