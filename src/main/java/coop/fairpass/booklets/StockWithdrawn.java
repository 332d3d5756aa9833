package coop.fairpass.booklets;

import coop.fairpass.orders.OrderId;

/**
 * Stock of an order was withdrawn before its end; told in the transaction that did it, so that its value is
 * credited.
 */
public record StockWithdrawn(OrderId order) {}
