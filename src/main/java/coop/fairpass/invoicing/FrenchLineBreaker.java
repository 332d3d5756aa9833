package coop.fairpass.invoicing;

import com.openhtmltopdf.extend.FSTextBreaker;

/**
 * Où une ligne peut être coupée : after a space or inside {@code Haut-Val}, as French typography wants.
 *
 * <p>Never after an apostrophe, inside a serial number, before {@code : ; ! ? »} or a unit, nor after {@code «}; the
 * default one, made for English, does all that.
 */
final class FrenchLineBreaker implements FSTextBreaker {

    private static final String STAYS_WITH_WHAT_PRECEDES = ":;!?»€%–";

    private String text = "";
    private int position;

    @Override
    public void setText(String newText) {
        text = newText;
        position = 0;
    }

    /** The next place where the line may be cut, the end of the text at last, then −1. */
    @Override
    public int next() {
        if (position >= text.length()) {
            return -1;
        }
        do {
            position++;
        } while (position < text.length() && !mayCutAt(position));
        return position;
    }

    private boolean mayCutAt(int cut) {
        char before = text.charAt(cut - 1);
        char after = text.charAt(cut);
        return switch (before) {
            case ' ' ->
                after != ' ' && STAYS_WITH_WHAT_PRECEDES.indexOf(after) < 0 && (cut < 2 || text.charAt(cut - 2) != '«');
            case '-' -> Character.isLetter(after) && cut >= 2 && Character.isLetter(text.charAt(cut - 2));
            default -> false;
        };
    }
}
