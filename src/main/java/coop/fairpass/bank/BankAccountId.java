package coop.fairpass.bank;

import coop.fairpass.directory.Iban;

/** Whose statement this is, as far as the format says. */
public sealed interface BankAccountId {

    record ByIban(Iban iban) implements BankAccountId {}

    /** The older French format has no IBAN; its bank code may change inside one statement and identifies nothing. */
    record ByNumber(String branch, String number) implements BankAccountId {}

    /** Whether this is the account of that IBAN. */
    default boolean is(Iban ours) {
        return switch (this) {
            case ByIban(var iban) -> iban.equals(ours);
            case ByNumber(var branch, var number) ->
                ours.country().equals("FR")
                        && ours.bban().substring(5, 10).equals(branch)
                        && ours.bban().substring(10, 21).equals(number);
        };
    }

    /** As a page may show it. */
    default String shown() {
        return switch (this) {
            case ByIban(var iban) -> iban.masked();
            case ByNumber(var branch, var number) -> branch + " " + number;
        };
    }

    /** What tells this account from any other in an {@link EntryKey}. */
    default String key() {
        return switch (this) {
            case ByIban(var iban) -> iban.value();
            case ByNumber(var branch, var number) -> branch + "/" + number;
        };
    }
}
