package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.Optional;
import java.util.UUID;

/** Encaissements à identifier : what came in and waits for a person (accounts 471100 and 471200). */
public interface ParkedMoney {

    /** One entry and what of it is still parked. */
    record Parked(BookedEntry entry, Money amount) {}

    /** Locks a parked entry for the caller's transaction; empty when nothing of it is parked any more. */
    Optional<Parked> lock(UUID entry);

    /** Takes an amount out of what is parked, in the caller's transaction; the caller posts M09. */
    void take(UUID entry, Money amount);
}
