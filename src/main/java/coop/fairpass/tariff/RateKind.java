package coop.fairpass.tariff;

/** What governance sets: a share of face value or of a price, or a price. */
public enum RateKind {
    /** Frais contributifs amont, a share of face value, before VAT; frozen on the order when its quote is accepted. */
    UPSTREAM_FEE(Unit.RATE),
    /** Frais contributifs aval, a share of face value, before VAT; frozen on each redemption at its service day. */
    DOWNSTREAM_FEE(Unit.RATE),
    /** Contribution volontaire to the endowment, a share of face value. */
    CONTRIBUTION(Unit.RATE),
    /** Abonnement annuel of a provider, a price before VAT. */
    SUBSCRIPTION(Unit.PRICE),
    /** Marge of the cooperative on engagements of a year, a share of the client's price before VAT. */
    ENGAGEMENT_MARGIN(Unit.RATE);

    /** Whether the value is parts per million or cents. */
    public enum Unit {
        RATE,
        PRICE
    }

    private final Unit unit;

    RateKind(Unit unit) {
        this.unit = unit;
    }

    public Unit unit() {
        return unit;
    }
}
