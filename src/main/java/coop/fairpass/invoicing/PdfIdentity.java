package coop.fairpass.invoicing;

import coop.fairpass.calendar.Paris;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * Identité d'un PDF : what its properties say it is. The day comes from the document, never from a clock, so that
 * printing the same document next year gives the same bytes.
 */
public record PdfIdentity(String title, String subject, String author, LocalDate day) {

    public PdfIdentity {
        title = Printable.text("PDF title", title);
        subject = Printable.text("PDF subject", subject);
        author = Printable.text("PDF author", author);
    }

    /** The first second of its day in Paris. */
    ZonedDateTime moment() {
        return day.atStartOfDay(Paris.ZONE);
    }
}
