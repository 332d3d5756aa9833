package coop.fairpass.redemption;

import coop.fairpass.web.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Enveloppe : what a device signed while the network was away, one voucher accepted or one acceptance taken back.
 *
 * <p>Its body is text, one {@code name=value} a line in one order, so that any program signs and reads the same bytes.
 * It holds no code: the SHA-256 of the QR text stands for it.
 *
 * @param counter 1, 2, 3… on its device, without gap
 * @param previous the SHA-256 of the body before, in hexadecimal; {@code -} for the first
 * @param lease what allowed it
 * @param at when, by the clock of the device set on ours
 * @param body what was signed
 */
record Envelope(
        UUID id, UUID device, int counter, String previous, UUID lease, Instant at, Content content, String body) {

    /** What was done. */
    sealed interface Content {
        /**
         * One voucher accepted.
         *
         * @param voucher booklet × 16 + rank, as its QR says
         * @param qr the SHA-256 of the text of the QR, in hexadecimal
         */
        record Accept(long voucher, String qr, UUID place, String service, LocalDate day, Optional<UUID> mediator)
                implements Content {}

        /** An acceptance of the same device taken back before it was sent. */
        record Cancel(UUID envelope) implements Content {}
    }

    /** The one order between acceptances: the older first; at the same instant, that of devices, then of counters. */
    record Key(Instant at, UUID device, int counter) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::at)
                .thenComparing(key -> key.device().toString()) // as PostgreSQL orders them
                .thenComparingInt(Key::counter);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static final String FIRST = "-";

    private static final String TITLE = "fairpass-envelope-v1";
    private static final int LONGEST = 1_000;
    private static final List<String> COMMON = List.of("id", "device", "counter", "previous", "lease", "at", "kind");
    private static final List<String> ACCEPT = List.of("voucher", "qr", "place", "service", "day", "mediator");
    private static final List<String> CANCEL = List.of("cancels");

    /** Reads a body; empty when it is not one, to the letter. */
    static Optional<Envelope> read(String body) {
        if (body.length() > LONGEST) {
            return Optional.empty();
        }
        var lines = List.of(body.split("\n", -1));
        if (lines.size() < COMMON.size() + 1 || !lines.getFirst().equals(TITLE)) {
            return Optional.empty();
        }
        try {
            var common = new Fields(lines.subList(1, COMMON.size() + 1), COMMON);
            var rest = lines.subList(COMMON.size() + 1, lines.size());
            var content = switch (common.text("kind")) {
                case "ACCEPT" -> accept(new Fields(rest, ACCEPT));
                case "CANCEL" -> new Content.Cancel(new Fields(rest, CANCEL).id("cancels"));
                default -> throw new IllegalArgumentException("kind");
            };
            int counter = Integer.parseInt(common.text("counter"));
            return counter < 1
                    ? Optional.empty()
                    : Optional.of(new Envelope(
                            common.id("id"),
                            common.id("device"),
                            counter,
                            common.text("previous"),
                            common.id("lease"),
                            Instant.parse(common.text("at")),
                            content,
                            body));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Content accept(Fields fields) {
        return new Content.Accept(
                Long.parseLong(fields.text("voucher")),
                fields.text("qr"),
                fields.id("place"),
                fields.text("service"),
                LocalDate.parse(fields.text("day")),
                fields.text("mediator").equals("-") ? Optional.empty() : Optional.of(fields.id("mediator")));
    }

    Key key() {
        return new Key(at, device, counter);
    }

    /** What the next envelope of the device names. */
    String digest() {
        return Sha256.of(body);
    }

    /** Lines of known names in their order. */
    private record Fields(List<String> lines, List<String> names) {

        Fields {
            if (lines.size() != names.size()) {
                throw new IllegalArgumentException("lines");
            }
        }

        String text(String name) {
            var line = lines.get(names.indexOf(name));
            if (!line.startsWith(name + "=") || line.length() == name.length() + 1) {
                throw new IllegalArgumentException(name);
            }
            return line.substring(name.length() + 1);
        }

        UUID id(String name) {
            var text = text(name);
            var id = UUID.fromString(text);
            if (!id.toString().equals(text)) {
                throw new IllegalArgumentException(name);
            }
            return id;
        }
    }
}
