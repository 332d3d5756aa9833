package coop.fairpass.creditors;

import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Money;
import coop.fairpass.web.Sentences;
import java.util.Map;

/**
 * Preuve de fonds : what the segregated account holds beside all that is owed, at one instant, with the seal of the
 * books and the digest of every other file, as the text that is signed.
 */
final class FundsProof {

    private FundsProof() {}

    /**
     * Semicolons, one fact a line, amounts in cents.
     *
     * @param digests SHA-256 of each file of the archive, by name
     */
    static String text(Debts debts, Map<String, String> digests) {
        var coverage = debts.coverage();
        var text = new StringBuilder();
        line(text, "# fairpass", "preuve de fonds", debts.at());
        line(text, "jour (Paris)", Paris.dayOf(debts.at()));
        line(text, "# ce que contient le compte cantonné", "centimes");
        debts.stated().ifPresent(stated -> {
            line(text, "solde annoncé par la banque", stated.closing().cents());
            line(text, "annoncé pour le", stated.on());
        });
        amount(text, "solde dans les livres (512200)", debts.books());
        amount(text, "trésorerie retenue (le moindre des deux)", coverage.cash());
        line(text, "# ce qu'il doit couvrir", "centimes");
        amount(text, "chèques en circulation", coverage.circulating());
        amount(text, "dû aux lieux", coverage.owedToProviders());
        amount(text, "dons à reverser", coverage.contributions());
        amount(text, "dû aux commanditaires", coverage.owedToPayers());
        amount(text, "virements revenus", coverage.returned());
        amount(text, "total à couvrir", coverage.protectedAmount());
        amount(text, "écart (trésorerie moins total)", coverage.gap());
        line(text, "couverture", coverage.holds() ? "entière" : "INCOMPLÈTE");
        line(
                text,
                "incident ouvert",
                debts.incident().map(one -> "depuis " + one.openedAt()).orElse("aucun"));
        amount(text, "reçu, pas encore actif ou à identifier", coverage.held());
        line(text, "# les dossiers et les livres", "dossier", "livres");
        for (var one : debts.comparisons()) {
            line(
                    text,
                    Sentences.french(one.group()) + " ("
                            + one.group().accounts().replace(", ", " et ") + ")",
                    one.file().cents(),
                    one.books().cents());
        }
        amount(text, "dons à reverser (467300)", debts.contributions());
        line(text, "dossiers égaux aux livres", debts.isEqualToBooks() ? "oui" : "NON");
        line(text, "# les livres à cet instant");
        line(text, "dernière écriture", debts.lastPosting());
        debts.sealed()
                .ifPresentOrElse(
                        seal -> {
                            line(text, "dernier scellé", seal.number());
                            line(text, "dernière écriture scellée", seal.lastPosting());
                            line(text, "empreinte du scellé", seal.digest());
                        },
                        () -> line(text, "dernier scellé", "aucun"));
        debts.proved().ifPresent(proof -> {
            line(text, "dernière preuve du matin", proof.on());
            line(text, "empreinte de cette preuve", proof.digest());
        });
        line(text, "# les fichiers du dossier", "SHA-256");
        digests.forEach((name, digest) -> line(text, name, digest));
        return text.toString();
    }

    private static void amount(StringBuilder text, String label, Money amount) {
        line(text, label, amount.cents());
    }

    private static void line(StringBuilder text, Object... parts) {
        for (int i = 0; i < parts.length; i++) {
            text.append(i == 0 ? "" : ";").append(parts[i]);
        }
        text.append("\r\n");
    }
}
