package coop.fairpass.invoicing;

/** Nature : what an invoice bills or gives back, hence its series, its type in EN 16931 and its VAT. */
public enum InvoiceKind {
    FUNDS_CALL(DocumentSeries.AF, "Appel de fonds", "Funds call"),
    UPSTREAM_FEE(DocumentSeries.F, "Facture de frais contributifs amont", "Upstream fee invoice"),
    DOWNSTREAM_FEE(DocumentSeries.F, "Facture de frais contributifs aval", "Downstream fee invoice"),
    SUBSCRIPTION(DocumentSeries.F, "Facture d’abonnement", "Subscription invoice"),
    ENGINEERING(DocumentSeries.F, "Facture d’ingénierie territoriale", "Territorial engineering invoice"),
    FACE_VALUE_CREDIT(DocumentSeries.AV, "Avoir sur valeur faciale", "Credit note on face value"),
    FEE_CREDIT(DocumentSeries.AV, "Avoir sur frais contributifs", "Credit note on fee");

    private final DocumentSeries series;
    private final String french;
    private final String english;

    InvoiceKind(DocumentSeries series, String french, String english) {
        this.series = series;
        this.french = french;
        this.english = english;
    }

    public DocumentSeries series() {
        return series;
    }

    /** The title printed on the document. */
    public String french() {
        return french;
    }

    /** The same, as English pages name the document, which is French. */
    public String english() {
        return english;
    }

    /** True for an avoir: it gives back, refers to what it corrects, and asks for no payment. */
    public boolean isCredit() {
        return series == DocumentSeries.AV;
    }

    /** True when it moves face value, which is money of third parties and outside the scope of VAT. */
    public boolean isFaceValue() {
        return switch (this) {
            case FUNDS_CALL, FACE_VALUE_CREDIT -> true;
            case UPSTREAM_FEE, DOWNSTREAM_FEE, SUBSCRIPTION, ENGINEERING, FEE_CREDIT -> false;
        };
    }

    /** The series of the document that an avoir corrects. */
    DocumentSeries correctedSeries() {
        return this == FACE_VALUE_CREDIT ? DocumentSeries.AF : DocumentSeries.F;
    }

    /** The type of document in EN 16931 (BT-3): an invoice or a credit note. */
    public String typeCode() {
        return isCredit() ? "381" : "380";
    }
}
