package coop.fairpass.creditors;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.UUID;

/** Reçu, à identifier : money on the segregated account of which nobody has said yet whose it is. */
public record ParkedReceipt(UUID entry, LocalDate bookedOn, Money owed) {}
