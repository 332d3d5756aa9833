package coop.fairpass.invoicing;

import com.fasterxml.jackson.annotation.JsonInclude;
import coop.fairpass.invoicing.StatementPrint.Line;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.util.StdConverter;

/**
 * The lines of a statement as they are stored: vouchers that follow each other for one service, place and day share
 * what is said of them. A country's month has ten million lines; said once each, they are an eighth as long. What is
 * printed is the same, voucher by voucher; contents kept before, a line each, are read as ever.
 */
final class FrozenLines {

    private FrozenLines() {}

    /** @param serial in older contents, of one voucher; then {@code serials} is absent */
    record Run(
            LocalDate day,
            String place,
            String service,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String serial,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> serials,

            Money faceValue) {

        private static Run of(List<Line> alike) {
            var first = alike.getFirst();
            return new Run(
                    first.day(),
                    first.place(),
                    first.service(),
                    null,
                    alike.stream().map(Line::serial).toList(),
                    first.faceValue());
        }

        private Stream<Line> lines() {
            return Stream.concat(
                            Stream.ofNullable(serial),
                            Stream.ofNullable(serials).flatMap(List::stream))
                    .map(one -> new Line(day, place, service, one, faceValue));
        }
    }

    /** How {@link StatementPrint} is stored where it is not just its components. */
    abstract static class Kept {
        @JsonSerialize(converter = Runs.class)
        @JsonDeserialize(converter = OneByOne.class)
        abstract List<Line> lines();
    }

    static final class Runs extends StdConverter<List<Line>, List<Run>> {
        @Override
        public List<Run> convert(List<Line> lines) {
            var runs = new ArrayList<Run>();
            int from = 0;
            for (int next = 1; next <= lines.size(); next++) {
                if (next == lines.size() || !areAlike(lines.get(from), lines.get(next))) {
                    runs.add(Run.of(lines.subList(from, next)));
                    from = next;
                }
            }
            return runs;
        }

        private static boolean areAlike(Line one, Line other) {
            return one.day().equals(other.day())
                    && one.place().equals(other.place())
                    && one.service().equals(other.service())
                    && one.faceValue().equals(other.faceValue());
        }
    }

    static final class OneByOne extends StdConverter<List<Run>, List<Line>> {
        @Override
        public List<Line> convert(List<Run> runs) {
            return runs.stream().flatMap(Run::lines).toList();
        }
    }
}
