package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one balance; one that is in another currency or cannot be read is noted, and proves nothing. */
final class CamtBalanceReader {

    private final XmlCursor xml;
    private final Position position;
    private String type = "";
    private CamtAmount amount = CamtAmount.NONE;
    private Optional<Direction> direction = Optional.empty();
    private Parsed<LocalDate> day = new Parsed.Bad<>(RowProblem.DATE_UNREADABLE);

    CamtBalanceReader(XmlCursor xml) {
        this.xml = xml;
        this.position = xml.position();
    }

    void read(Consumer<Balance> balances, Consumer<RowMessage> notes) {
        xml.children(name -> {
            switch (name) {
                case "Tp" -> xml.children(this::type);
                case "Amt" -> amount = CamtAmount.read(xml);
                case "CdtDbtInd" -> direction = Direction.of(xml.text());
                case "Dt" -> day = CamtDay.read(xml).day();
                default -> {}
            }
        });
        switch (amount.euros()) {
            case Parsed.Bad<Money>(var problem) ->
                notes.accept(note(
                        "Bal/Amt",
                        amount.shown(),
                        problem == RowProblem.NOT_EUROS ? RowProblem.BALANCE_NOT_EUROS : problem));
            case Parsed.Good<Money>(var unsigned) -> {
                if (direction.isEmpty()) {
                    notes.accept(note("Bal/CdtDbtInd", "", RowProblem.DIRECTION_UNKNOWN));
                    return;
                }
                switch (day) {
                    case Parsed.Good<LocalDate>(var date) ->
                        balances.accept(new Balance(type, direction.get().on(unsigned), date));
                    case Parsed.Bad<LocalDate>(var problem) -> notes.accept(note("Bal/Dt", "", problem));
                }
            }
        }
    }

    /** The type, and not the sub-type that may follow it. */
    private void type(String name) {
        if (name.equals("CdOrPrtry")) {
            type = xml.text();
        }
    }

    private RowMessage note(String field, String value, RowProblem problem) {
        return new RowMessage(position, field, value, problem);
    }
}
