package coop.fairpass.site;

import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Auto-évaluation : what the team found of the criteria of the RGAA on a sample of pages; told criterion by criterion
 * in {@code docs/accessibility.md}, from which a test counts them again.
 *
 * @param reference the version of the RGAA
 * @param met criteria that hold on every page where they apply
 * @param notMet criteria that fail on one page at least
 * @param notApplicable criteria that apply to no page of the sample
 * @param pages how many pages were looked at
 * @param meanTenths the mean, over the pages, of the share of the criteria that hold there, in tenths of a per cent
 */
public record Evaluation(
        LocalDate on, String reference, int met, int notMet, int notApplicable, int pages, int meanTenths) {

    /** The evaluation of the software as it is; written by hand after somebody has looked, never by a build. */
    static final Evaluation LAST = new Evaluation(LocalDate.of(2026, 11, 28), "4.1.2", 72, 0, 34, 31, 1000);

    /** What a declaration calls the state of the site, which the foot of each page repeats. */
    public static String state() {
        return LAST.notMet() == 0
                ? Language.say("totalement conforme", "fully compliant")
                : Language.say("partiellement conforme", "partially compliant");
    }

    public int applicable() {
        return met + notMet;
    }

    /** Criteria that hold among those that apply, as it is read. */
    public String rateText() {
        return percent(Math.round(1000f * met / applicable()));
    }

    public String meanText() {
        return percent(meanTenths);
    }

    private static String percent(int tenths) {
        if (tenths % 10 == 0) {
            return Language.say("%d %%".formatted(tenths / 10), "%d%%".formatted(tenths / 10));
        }
        return Language.say(
                "%d,%d %%".formatted(tenths / 10, tenths % 10),
                String.format(Locale.ROOT, "%d.%d%%", tenths / 10, tenths % 10));
    }
}
