package coop.fairpass.web;

import coop.fairpass.money.Money;
import java.util.List;

/**
 * Numbers drawn for those who would rather look than read. It always has its text: a sentence that says what is to be
 * seen, and a table with every number.
 */
public sealed interface Chart permits Bars, Columns, Curves {

    /** How wide every drawing is, in its own units: those of a telephone held upright. */
    int WIDTH = 320;

    /** What the numbers are. */
    enum Unit {
        COUNT,
        /** Cents, shown as euros. */
        MONEY;

        /** The number as people read it, to the cent. */
        String said(long value) {
            return this == COUNT ? Language.say(value) : Language.say(Money.cents(value));
        }

        /** The number as the side of a drawing says it: no cents where there are none. */
        String brief(long value) {
            return this == MONEY && value % 100 == 0
                    ? Language.say(Plural.number(value / 100) + "\u00a0€", "€" + Plural.englishNumber(value / 100))
                    : said(value);
        }
    }

    /** One line of the table. */
    record Row(String label, String value) {}

    String title();

    Unit unit();

    int height();

    /** What the drawing shows, in a sentence. */
    String description();

    /** The head of the first column of the table. */
    String what();

    List<Row> rows();
}
