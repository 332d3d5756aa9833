package coop.fairpass.creditors;

import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;

/** The words of this room as the page says them to its reader; files are in French. */
public final class DebtWords {

    private DebtWords() {}

    /** Why a provider is owed something: {@code relevé non payé REL-2026-000001, octobre 2026}. */
    public static String of(ProviderClaim claim) {
        var why = Sentences.of(claim.kind());
        var number = claim.kind() == ProviderClaim.Kind.STATEMENT ? " " + claim.reference() : "";
        return why
                + number
                + claim.month().map(month -> ", " + Language.say(month)).orElse("");
    }
}
