package coop.fairpass.booklets;

import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * How this room's programming interfaces read and show booklets: by their serials, whose check digit catches
 * mistakes.
 */
final class BookletFields {

    /** The most ranges, and the most scanned numbers, of one request. */
    static final int MOST = 10_000;

    private static final Set<BookletReason> NOT_FOUND = EnumSet.of(
            BookletReason.UNKNOWN_ORDER,
            BookletReason.UNKNOWN_LOT,
            BookletReason.UNKNOWN_BOOKLET,
            BookletReason.UNKNOWN_MOVE,
            BookletReason.UNKNOWN_INCIDENT);

    private BookletFields() {}

    /** Both ends included; {@code last} may be left out for one booklet. */
    record Range(@Nullable String first, @Nullable String last) {

        static List<Range> of(BookletRanges ranges) {
            return ranges.runs().stream()
                    .map(run ->
                            new Range(new BookletNumber(run.first()).serial(), new BookletNumber(run.last()).serial()))
                    .toList();
        }
    }

    /** A move as it is shown. */
    record Shown(UUID id, Move.Kind kind, UUID sender, UUID receiver, Instant sentAt, boolean isComplete) {

        static Shown of(Move move) {
            return new Shown(
                    move.id(),
                    move.kind(),
                    move.sender().value(),
                    move.receiver().value(),
                    move.sentAt(),
                    move.isComplete());
        }
    }

    static BookletNumber booklet(Checks checks, String field, @Nullable String serial) {
        var standIn = new BookletNumber(1);
        var text = checks.text(field, serial, 40);
        return serial == null || serial.isBlank()
                ? standIn
                : switch (Serial.read(text)) {
                    case Serial.Reading.OfBooklet(var number) -> number;
                    case Serial.Reading.OfVoucher(var voucher) -> voucher.booklet();
                    case Serial.Reading.Misread(var fault) -> {
                        checks.refuse(field, fault);
                        yield standIn;
                    }
                };
    }

    /** A booklet named by the address of a request. */
    static BookletNumber booklet(String serial) {
        var checks = new Checks();
        var number = booklet(checks, "serial", serial);
        checks.orThrow();
        return number;
    }

    /** Ranges, or nothing when none is given. */
    static Optional<BookletRanges> optionalRanges(Checks checks, String field, @Nullable List<Range> ranges) {
        return ranges == null ? Optional.empty() : Optional.of(ranges(checks, field, ranges, List.of()));
    }

    /** Ranges and single numbers together, as a box is counted and the rest is scanned. */
    static BookletRanges ranges(
            Checks checks, String field, @Nullable List<Range> ranges, @Nullable List<String> numbers) {
        var all = new ArrayList<BookletRange>();
        for (var range : checks.list(field, ranges, MOST)) {
            var first = booklet(checks, field + ".first", range.first());
            var last = range.last() == null ? first : booklet(checks, field + ".last", range.last());
            if (last.compareTo(first) < 0) {
                checks.refuse(field, WebReason.FIELD_INVALID);
            } else {
                all.add(new BookletRange(first.value(), last.value()));
            }
        }
        for (var number : checks.list(field, numbers, MOST)) {
            all.add(BookletRange.of(booklet(checks, field, number)));
        }
        return new BookletRanges(all);
    }

    static ProblemException refused(BookletReason reason) {
        if (reason == BookletReason.NOT_ALLOWED) {
            return ProblemException.notAllowed();
        }
        return NOT_FOUND.contains(reason) ? ProblemException.notFound() : ProblemException.refused(reason);
    }

    /** A refusal told beside a form; who may not act at all, or names what is not theirs, reads a page of its own. */
    static BookletReason told(BookletReason reason) {
        if (reason == BookletReason.NOT_ALLOWED
                || reason == BookletReason.UNKNOWN_MOVE
                || reason == BookletReason.UNKNOWN_INCIDENT
                || reason == BookletReason.UNKNOWN_LOT) {
            throw refused(reason);
        }
        return reason;
    }

    static String vouchers(int count) {
        return Language.say(Plural.of(count, "chèque", "chèques"), Plural.english(count, "voucher", "vouchers"));
    }

    /** {@code 4 chèques ne peuvent plus servir}. */
    static String blocked(int vouchers) {
        return Language.say(
                Plural.of(vouchers, "chèque ne peut plus servir", "chèques ne peuvent plus servir"),
                Plural.english(vouchers, "voucher can no longer be used", "vouchers can no longer be used"));
    }

    static ResponseEntity<StreamingResponseBody> download(PrinterFile file, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .body(file::writeTo);
    }
}
