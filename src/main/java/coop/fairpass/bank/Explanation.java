package coop.fairpass.bank;

import coop.fairpass.money.Money;

/**
 * What one part of a booked line is; the parts add up to the line.
 *
 * @param amount unsigned
 * @param reference what it is about: a document, an end-to-end reference, a reason
 */
public record Explanation(ExplanationKind kind, Money amount, String reference) {

    public Explanation {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a part of a line is an amount: " + amount);
        }
    }
}
