package coop.fairpass.orders;

import java.time.LocalDate;

/** A lot's vouchers can be handed over and used from now on; told in the transaction that activated it. */
public record LotActivated(OrderId order, LotId lot, String orderNumber, long vouchers, LocalDate lastUsableDay) {}
