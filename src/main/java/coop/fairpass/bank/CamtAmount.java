package coop.fairpass.bank;

import coop.fairpass.money.Money;

/** An amount element as it stands in the file: {@code <Amt Ccy="EUR">8.85</Amt>}. */
record CamtAmount(Position position, String currency, String text) {

    /** Before the element was met. */
    static final CamtAmount NONE = new CamtAmount(Position.WHOLE_FILE, "", "");

    static CamtAmount read(XmlCursor xml) {
        var position = xml.position();
        var currency = xml.attribute("Ccy").orElse("");
        return new CamtAmount(position, currency, xml.text());
    }

    Parsed<Money> euros() {
        return text.isEmpty() ? new Parsed.Bad<>(RowProblem.AMOUNT_MISSING) : EuroAmount.parse(text, currency);
    }

    /** What a person is shown when it is refused. */
    String shown() {
        return (text + " " + currency).strip();
    }
}
