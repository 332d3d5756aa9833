package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/** One of our two accounts, with what the bank last proved of it. */
public record AccountSight(
        AccountKind kind, String iban, String holder, Optional<Money> closing, Optional<LocalDate> closingOn) {}
