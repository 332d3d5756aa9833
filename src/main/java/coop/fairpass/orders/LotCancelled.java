package coop.fairpass.orders;

/**
 * A lot is given up, alone or with its order, and its booklets count for nothing; told in the transaction that cancels
 * it, so that who holds them knows (V14).
 *
 * @param code the lot as booklets know it
 */
public record LotCancelled(LotId lot, int code, String orderNumber, int place) {}
