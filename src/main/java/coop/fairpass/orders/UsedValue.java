package coop.fairpass.orders;

import coop.fairpass.money.Money;

/** What the face value of an order's used vouchers has become; told by the room that pays providers. */
public interface UsedValue {

    /**
     * Face value, by where it is.
     *
     * @param held used, and waiting for a person's decision: still in circulation in the books
     * @param owed accepted, its provider not yet paid
     * @param paid accepted, on a statement that the bank has paid
     * @param toRecover paid for a redemption that proved wrong, and not recovered yet
     */
    record Used(Money held, Money owed, Money paid, Money toRecover) {

        /** When nothing was ever used. */
        public static final Used NOTHING = new Used(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
    }

    Used of(OrderId order);
}
