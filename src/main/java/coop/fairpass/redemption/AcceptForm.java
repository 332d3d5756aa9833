package coop.fairpass.redemption;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a desk sends when vouchers are presented; nothing of it is trusted.
 *
 * @param request made by the page, so that a double click redeems once
 * @param code one code or QR text, typed or scanned
 * @param codes several, one a line
 * @param together {@code yes} when all of them pay one service
 * @param act {@code test} to learn without consuming
 */
record AcceptForm(
        @Nullable String request,
        @Nullable String place,
        @Nullable String service,
        @Nullable String day,
        @Nullable String mediator,
        @Nullable String code,
        @Nullable String codes,
        @Nullable String together,
        @Nullable String act) {

    boolean isTest() {
        return "test".equals(act);
    }

    boolean isOneService() {
        return "yes".equals(together);
    }

    /** Whether something is in the field of one code. */
    boolean isOneCode() {
        return code != null && !code.isBlank();
    }

    /** All that was presented, without the blank lines that scanners leave. */
    List<String> presented() {
        return Stream.of(code, codes)
                .filter(text -> text != null)
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** By field, so that nothing typed is lost. */
    Map<String, String> typed() {
        var typed = new LinkedHashMap<String, String>();
        put(typed, "place", place);
        put(typed, "service", service);
        put(typed, "day", day);
        put(typed, "mediator", mediator);
        put(typed, "code", code);
        put(typed, "codes", codes);
        put(typed, "together", together);
        return typed;
    }

    private static void put(Map<String, String> typed, String field, @Nullable String value) {
        if (value != null) {
            typed.put(field, value);
        }
    }
}
