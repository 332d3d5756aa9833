package coop.fairpass.creditors;

import coop.fairpass.web.Language;

/** The words of this room as the page says them to its reader; files are in French. */
public final class DebtWords {

    private DebtWords() {}

    public static String of(Comparison.Group group) {
        return Language.say(group.french(), group.english());
    }

    public static String of(UnusedValue.Kind kind) {
        return Language.say(kind.french(), kind.english());
    }

    /** Why a provider is owed something: {@code relevé non payé REL-2026-000001, octobre 2026}. */
    public static String of(ProviderClaim claim) {
        var why = Language.say(claim.kind().french(), claim.kind().english());
        var number = claim.kind() == ProviderClaim.Kind.STATEMENT ? " " + claim.reference() : "";
        return why
                + number
                + claim.month().map(month -> ", " + Language.say(month)).orElse("");
    }

    public static String count(long count) {
        return Language.say(count);
    }
}
