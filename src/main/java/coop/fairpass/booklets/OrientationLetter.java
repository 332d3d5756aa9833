package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lettre d’orientation : what an agent gives with a booklet, in large print: where to go, until when, and that nothing
 * else is asked. It names no person.
 *
 * @param payer who offers the vouchers, with its words and its logo
 * @param booklet its number, to say when it is lost
 * @param places at most three, the nearest first
 */
public record OrientationLetter(
        PrintWording.Payer payer,
        PrintWording.Cooperative cooperative,
        BookletNumber booklet,
        int vouchers,
        Money faceValue,
        LocalDate lastDay,
        PrintWording.Restrictions restrictions,
        List<NearPlace> places,
        LocalDate printedOn) {

    /** How many places a letter names. */
    public static final int PLACES = 3;

    public OrientationLetter {
        places = List.copyOf(places);
        if (places.size() > PLACES) {
            throw new IllegalArgumentException("a letter names %d places at most: %d".formatted(PLACES, places.size()));
        }
    }

    /** {@code dimanche 31 janvier 2027}. */
    public String lastDayInWords() {
        return lastDay.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.FRANCE) + " " + Paris.frenchLong(lastDay);
    }

    /** {@code 10 chèques de 10 €}; cents only when there are some. */
    public String gift() {
        return "%d chèque%s de %s"
                .formatted(vouchers, vouchers > 1 ? "s" : "", faceValue.french().replace(",00", ""));
    }

    /** The logo as a page can hold it. */
    public Optional<String> logo() {
        return payer.logo().map(Logo::asDataAddress);
    }
}
