package coop.fairpass.orders;

import java.util.List;
import java.util.stream.Collectors;

/** Publics cibles that an order may name, and how they are said; told by the room in whose words agents tick them. */
public interface TargetPublics {

    /** One coarse category: {@code RETIRED}, « personnes retraitées ». */
    record TargetPublic(String code, String label) {}

    /** Those that a payer may choose, in the order in which they are proposed. */
    List<TargetPublic> all();

    /** Categories in their words; one written in full is said as it is. */
    default String said(List<String> audiences) {
        return audiences.stream()
                .map(written -> all().stream()
                        .filter(one -> one.code().equals(written))
                        .findFirst()
                        .map(TargetPublic::label)
                        .orElse(written))
                .collect(Collectors.joining(", "));
    }
}
