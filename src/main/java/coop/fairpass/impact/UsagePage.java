package coop.fairpass.impact;

import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What the page of an order's use shows: a column for the whole order, then one for each lot where there are several
 * (R-031, domain §14).
 *
 * @param asOf the day on which all of it was counted
 * @param usage the headline: used out of activated
 * @param columns what each figure of a line is about
 */
public record UsagePage(LocalDate asOf, Ratio usage, List<String> columns, List<Line> counts, List<Line> rates) {

    /**
     * A count, or a rate.
     *
     * @param means what is counted; of a rate, what is divided by what
     * @param figures one a column
     */
    public record Line(String what, String means, List<String> figures) {

        public Line {
            figures = List.copyOf(figures);
        }
    }

    public UsagePage {
        columns = List.copyOf(columns);
        counts = List.copyOf(counts);
        rates = List.copyOf(rates);
    }

    static UsagePage of(Funnels.OfOrder counted) {
        var lots = counted.lots().size() > 1 ? counted.lots() : List.<Funnels.OfLot>of();
        var columns = Stream.concat(
                        Stream.of(Language.say("Toute la commande", "Whole order")),
                        lots.stream().map(lot -> Language.say("Lot ", "Lot ") + lot.place()))
                .toList();
        var funnels = Stream.concat(Stream.of(counted.whole()), lots.stream().map(Funnels.OfLot::funnel))
                .toList();
        return new UsagePage(counted.whole().asOf(), counted.whole().usage(), columns, counts(funnels), rates(funnels));
    }

    private static List<Line> counts(List<Funnel> of) {
        return List.of(
                count(of, "Chèques commandés", "Vouchers ordered", "", "", Funnel::ordered),
                count(
                        of,
                        "Chèques fabriqués",
                        "Vouchers made",
                        "Les carnets de leur lot sont imprimés.",
                        "The booklets of their lot are printed.",
                        Funnel::issued),
                count(
                        of,
                        "Chèques activés",
                        "Vouchers activated",
                        "Leur lot est reçu, et toute sa valeur est sur le compte cantonné.",
                        "Their lot was received, and its whole value is on the segregated account.",
                        Funnel::activated),
                count(
                        of,
                        "Carnets activés",
                        "Booklets activated",
                        "Un carnet et celui qui le remplace comptent une fois.",
                        "A booklet and the one that replaces it count once.",
                        one -> one.booklets().activated()),
                count(
                        of,
                        "Carnets en stock",
                        "Booklets in stock",
                        "Chez un distributeur, ou en chemin.",
                        "At a distributor, or on their way.",
                        one -> one.booklets().inStock()),
                count(
                        of,
                        "Carnets remis",
                        "Booklets handed over",
                        "À une personne.",
                        "To a person.",
                        one -> one.booklets().handedOver()),
                count(
                        of,
                        "Carnets commencés",
                        "Booklets started",
                        "Un chèque au moins est utilisé.",
                        "At least one voucher is used.",
                        one -> one.booklets().started()),
                count(
                        of,
                        "Carnets terminés",
                        "Booklets exhausted",
                        "Tous les chèques sont utilisés.",
                        "All vouchers are used.",
                        one -> one.booklets().exhausted()),
                count(
                        of,
                        "Carnets bloqués",
                        "Booklets blocked",
                        "Perdus ou volés. Ils restent dans les taux.",
                        "Lost or stolen. They stay in the rates.",
                        one -> one.booklets().blocked()),
                count(
                        of,
                        "Chèques utilisés",
                        "Vouchers used",
                        "Le lieu est payé, ou le sera.",
                        "The place is paid, or will be.",
                        Funnel::redeemed),
                count(
                        of,
                        "Chèques en vérification",
                        "Vouchers being checked",
                        "À part : une personne regarde avant d’accepter.",
                        "Apart: a person looks before accepting.",
                        Funnel::held));
    }

    private static List<Line> rates(List<Funnel> of) {
        return List.of(
                rate(
                        of,
                        "Taux d’utilisation",
                        "Usage rate",
                        "Chèques utilisés, sur chèques activés.",
                        "Vouchers used, out of vouchers activated.",
                        Funnel::usage),
                rate(
                        of,
                        "Taux d’activation",
                        "Activation rate",
                        "Chèques activés, sur chèques commandés.",
                        "Vouchers activated, out of vouchers ordered.",
                        Funnel::activation),
                rate(
                        of,
                        "Taux de remise",
                        "Hand-over rate",
                        "Carnets remis, sur carnets activés.",
                        "Booklets handed over, out of booklets activated.",
                        Funnel::handOver),
                rate(
                        of,
                        "Taux de démarrage",
                        "Start rate",
                        "Carnets commencés, sur carnets remis.",
                        "Booklets started, out of booklets handed over.",
                        Funnel::start),
                rate(
                        of,
                        "Profondeur",
                        "Depth",
                        "Chèques utilisés, sur chèques des carnets commencés.",
                        "Vouchers used, out of vouchers of booklets started.",
                        Funnel::depth),
                rate(
                        of,
                        "Taux de carnets terminés",
                        "Exhaustion rate",
                        "Carnets terminés, sur carnets remis.",
                        "Booklets exhausted, out of booklets handed over.",
                        Funnel::exhaustion),
                rate(
                        of,
                        "Utilisation des chèques remis",
                        "Usage of vouchers handed over",
                        "Chèques utilisés, sur chèques des carnets remis.",
                        "Vouchers used, out of vouchers of booklets handed over.",
                        Funnel::usageOfHandedOver),
                rate(
                        of,
                        "Utilisation des chèques commandés",
                        "Usage of vouchers ordered",
                        "Chèques utilisés, sur chèques commandés.",
                        "Vouchers used, out of vouchers ordered.",
                        Funnel::usageOfOrdered),
                rate(
                        of,
                        "Remises devinées",
                        "Hand-overs inferred",
                        "Carnets dont la remise n’a pas été dite, mais dont un chèque a servi, sur carnets remis.",
                        "Booklets whose hand-over was not told, but one voucher of which was used, out of booklets"
                                + " handed over.",
                        Funnel::dataQuality));
    }

    private static Line count(
            List<Funnel> of,
            String french,
            String english,
            String means,
            String meansInEnglish,
            ToLongFunction<Funnel> counted) {
        return line(
                of,
                Language.say(french, english),
                Language.say(means, meansInEnglish),
                one -> Language.say(counted.applyAsLong(one)));
    }

    private static Line rate(
            List<Funnel> of,
            String french,
            String english,
            String means,
            String meansInEnglish,
            Function<Funnel, Ratio> rate) {
        return line(of, Language.say(french, english), Language.say(means, meansInEnglish), one -> {
            var ratio = rate.apply(one);
            return Language.say(ratio.french(), ratio.english());
        });
    }

    private static Line line(List<Funnel> of, String what, String means, Function<Funnel, String> figure) {
        return new Line(what, means, of.stream().map(figure).toList());
    }
}
