package coop.fairpass.settlement;

import coop.fairpass.directory.LegalNature;
import java.util.Optional;

/**
 * Garde des fonds publics : public money of any kind may not reach an endowment (loi 2008-776, art. 140; money-and-law
 * §11, R-278). A public body cannot opt in, whatever the setting; by default a private provider gives only on face
 * value of orders without any public payer or funder.
 */
public final class ContributionGuard {

    /** Whether a private provider may give on face value of public origin. */
    public enum OnPublicOrigin {
        REFUSE,
        ALLOW
    }

    /** Why an opt-in is refused. */
    public enum ContributionReason {
        PUBLIC_BODY
    }

    private ContributionGuard() {}

    /** Why an organisation cannot opt in, if it cannot. */
    public static Optional<ContributionReason> refusal(LegalNature contributor) {
        return contributor == LegalNature.PUBLIC ? Optional.of(ContributionReason.PUBLIC_BODY) : Optional.empty();
    }

    /** Whether face value of an order counts for the contribution of a private provider. */
    public static boolean isEligible(boolean orderIsWhollyPrivate, OnPublicOrigin setting) {
        return orderIsWhollyPrivate || setting == OnPublicOrigin.ALLOW;
    }
}
