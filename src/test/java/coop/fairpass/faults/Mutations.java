package coop.fairpass.faults;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Bytes that nobody meant, made from sound ones and from what is known to hurt; a seed says which. */
final class Mutations {

    private static final List<String> HURTFUL = List.of(
            "\u0000",
            "\ufeff",
            "\ud83d",
            "\u202e",
            "\u2028",
            "é",
            "\"",
            "'",
            "\\",
            "\\u0000",
            "\\ud800",
            "<![CDATA[",
            "]]>",
            "<!--",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&amp;",
            "&#0;",
            "&#x110000;",
            "<a>",
            "</a>",
            "<?x?>",
            "{",
            "}",
            "[",
            "]",
            ",",
            ";",
            "\t",
            "\r\n",
            "-0",
            "-1",
            "1e400",
            "0.005",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "٣",
            "0000-00-00",
            "2026-02-30",
            "+999999999-12-31",
            "9999-12-31T24:00:00Z",
            "NaN",
            "null",
            "true",
            "=1+1",
            "%00",
            "../");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** One of the samples after one to six accidents; or, one time in twenty, bytes of no origin. */
    byte[] next(List<byte[]> samples) {
        if (random.nextInt(20) == 0) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return bytes;
        }
        var bytes = samples.get(random.nextInt(samples.size()));
        for (int i = random.nextInt(6); i >= 0; i--) {
            bytes = accident(bytes, samples);
        }
        return bytes;
    }

    private byte[] accident(byte[] bytes, List<byte[]> samples) {
        int from = random.nextInt(bytes.length + 1);
        int until = Math.min(bytes.length, from + random.nextInt(30));
        return switch (random.nextInt(8)) {
            case 0 -> joined(bytes, from, word(), until);
            case 1 -> joined(bytes, from, word(), from);
            case 2 -> joined(bytes, from, new byte[0], until);
            case 3 -> joined(bytes, until, bytes, from);
            case 4 -> {
                var other = samples.get(random.nextInt(samples.size()));
                int start = random.nextInt(other.length + 1);
                int end = Math.min(other.length, start + random.nextInt(60));
                yield joined(bytes, from, java.util.Arrays.copyOfRange(other, start, end), until);
            }
            case 5 -> joined(bytes, from, repeated(), from);
            default -> {
                var changed = bytes.clone();
                if (changed.length > 0) {
                    changed[random.nextInt(changed.length)] =
                            (byte) (random.nextBoolean() ? random.nextInt(256) : 32 + random.nextInt(95));
                }
                yield changed;
            }
        };
    }

    private byte[] word() {
        return HURTFUL.get(random.nextInt(HURTFUL.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] repeated() {
        return HURTFUL.get(random.nextInt(HURTFUL.size()))
                .repeat(1 + random.nextInt(50))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] bytes, int head, byte[] between, int tail) {
        var out = new ByteArrayOutputStream(bytes.length + between.length + 30);
        out.write(bytes, 0, Math.min(head, bytes.length));
        // A repeated sample could grow without end.
        out.write(between, 0, Math.min(between.length, 20_000));
        out.write(bytes, tail, bytes.length - tail);
        return out.toByteArray();
    }

    /** A value that a field was not made for. */
    String value() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "x".repeat(random.nextInt(3_000));
            default -> HURTFUL.get(random.nextInt(HURTFUL.size()));
        };
    }

    Random random() {
        return random;
    }
}
