package coop.fairpass.impact;

import coop.fairpass.impact.CertifyUse.Certificate;
import coop.fairpass.orders.FundingShare;
import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a page tells of one co-funder and one order on a day: amounts and counts, nobody.
 *
 * @param path the address of the page
 * @param orderPath the order itself, for those who may see it
 * @param today the last day that can be asked
 * @param counted the end of the last whole month, up to which places and publics are counted
 * @param use vouchers, from ordered to given back; then booklets handed over
 * @param mayCertify whether the reader may have a certificate made
 */
public record FunderPage(
        String path,
        Optional<String> orderPath,
        String orderNumber,
        String payer,
        LocalDate today,
        FunderAccount account,
        LocalDate counted,
        List<Line> use,
        List<Line> places,
        List<Line> publics,
        List<Certificate> certificates,
        boolean mayCertify) {

    /** A count and what it counts; empty when it is too small to be shown. */
    public record Line(String what, Optional<Long> count) {}

    public FunderPage {
        use = List.copyOf(use);
        places = List.copyOf(places);
        publics = List.copyOf(publics);
        certificates = List.copyOf(certificates);
    }

    /** Why nothing is due, or why less than the ratio; empty when the share is plain. */
    public String why() {
        return switch (account.due()) {
            case FundingShare.Due.Amount(var base, var due) ->
                due.equals(account.share().ratio().of(base))
                        ? ""
                        : Language.say("La part est limitée par son plafond.", "The share is limited by its ceiling.");
            case FundingShare.Due.BelowFloor(var project, var floor) ->
                Language.say(
                                "Rien n’est dû : le projet fait %s, moins que le plancher de %s.",
                                "Nothing is due: the project comes to %s, less than the floor of %s.")
                        .formatted(Language.say(project), Language.say(floor));
            case FundingShare.Due.TargetMissed(var _, long inTarget, long handedOver) ->
                Language.say(
                                "Rien n’est dû : %d carnets sur %d sont remis au public visé, c’est moins que la part promise.",
                                "Nothing is due: %d booklets of %d are handed over to the target public, less than was promised.")
                        .formatted(inTarget, handedOver);
        };
    }
}
