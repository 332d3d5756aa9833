package coop.fairpass.invoicing;

/** Nature : what an invoice bills or gives back, hence its series, its type in EN 16931 and its VAT. */
public enum InvoiceKind {
    FUNDS_CALL(DocumentSeries.AF, "Appel de fonds"),
    UPSTREAM_FEE(DocumentSeries.F, "Facture de frais contributifs amont"),
    DOWNSTREAM_FEE(DocumentSeries.F, "Facture de frais contributifs aval"),
    SUBSCRIPTION(DocumentSeries.F, "Facture d’abonnement"),
    ENGINEERING(DocumentSeries.F, "Facture d’ingénierie territoriale"),
    FACE_VALUE_CREDIT(DocumentSeries.AV, "Avoir sur valeur faciale"),
    FEE_CREDIT(DocumentSeries.AV, "Avoir sur frais contributifs");

    private final DocumentSeries series;
    private final String french;

    InvoiceKind(DocumentSeries series, String french) {
        this.series = series;
        this.french = french;
    }

    public DocumentSeries series() {
        return series;
    }

    /** The title printed on the document. */
    public String french() {
        return french;
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
