package coop.fairpass.bank;

import java.time.LocalDate;

/** A day as it stands in the file, {@code Dt} or {@code DtTm} inside its element. */
record CamtDay(Position position, String text, Parsed<LocalDate> day) {

    static CamtDay read(XmlCursor xml) {
        var reading = new Reading(xml);
        xml.children(reading::child);
        return new CamtDay(reading.position, reading.text, reading.day);
    }

    private static final class Reading {
        private final XmlCursor xml;
        private final Position position;
        private String text = "";
        private Parsed<LocalDate> day = new Parsed.Bad<>(RowProblem.DATE_UNREADABLE);

        private Reading(XmlCursor xml) {
            this.xml = xml;
            this.position = xml.position();
        }

        private void child(String name) {
            switch (name) {
                case "Dt" -> {
                    text = xml.text();
                    day = BankDay.ofDate(text);
                }
                case "DtTm" -> {
                    text = xml.text();
                    day = BankDay.ofDateTime(text);
                }
                default -> {}
            }
        }
    }
}
