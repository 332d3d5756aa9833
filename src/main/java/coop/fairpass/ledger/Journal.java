package coop.fairpass.ledger;

/** Journal : the five books an accountant files postings in (money-and-law §4). */
public enum Journal {
    AN("À-nouveaux"),
    BC("Banque cantonnement"),
    BQ("Banque exploitation"),
    OD("Opérations diverses"),
    VE("Ventes");

    private final String label;

    Journal(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
