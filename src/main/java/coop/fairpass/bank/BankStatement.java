package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Relevé : what the bank says happened on one account, with what could not be read of it.
 *
 * @param id the bank's identifier of the statement
 * @param sequence the electronic number of the statement, when the bank numbers them
 * @param duplicate whether the bank says it sent it before; with a number already seen, it adds nothing
 * @param refused the lines left out, each with its reason: a statement with one is not proven
 * @param notes what was ignored without harm: a zero amount, a balance in another currency
 */
public record BankStatement(
        StatementKind kind,
        String id,
        BankAccountId account,
        Optional<String> sequence,
        boolean duplicate,
        List<Balance> balances,
        List<BankEntry> entries,
        List<RowMessage> refused,
        List<RowMessage> notes) {

    public BankStatement {
        balances = List.copyOf(balances);
        entries = List.copyOf(entries);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
    }

    /** A statement read or made without a fault, its lines given their keys. */
    public static BankStatement of(
            StatementKind kind,
            String id,
            BankAccountId account,
            Optional<String> sequence,
            List<Balance> balances,
            List<BankMovement> movements) {
        return new BankStatement(
                kind, id, account, sequence, false, balances, keyed(account, movements), List.of(), List.of());
    }

    static List<BankEntry> keyed(BankAccountId account, List<BankMovement> movements) {
        var keys = EntryKey.of(account, movements);
        var entries = new ArrayList<BankEntry>();
        for (int i = 0; i < movements.size(); i++) {
            entries.add(new BankEntry(keys.get(i), movements.get(i)));
        }
        return entries;
    }

    /** The lines that count. */
    public List<BankEntry> booked() {
        return entries.stream().filter(BankEntry::isBooked).toList();
    }

    /** What the booked lines add up to. */
    public Money movement() {
        return booked().stream().map(BankEntry::amount).collect(Money.sum());
    }

    /** The balance it starts from: the opening one, or the previous closing one. */
    public Optional<Balance> opening() {
        return first(Balance.OPENING).or(() -> first(Balance.PREVIOUS_CLOSING));
    }

    /** The balance it ends on. */
    public Optional<Balance> closing() {
        return first(Balance.CLOSING);
    }

    private Optional<Balance> first(String type) {
        return balances.stream().filter(balance -> balance.type().equals(type)).findFirst();
    }
}
