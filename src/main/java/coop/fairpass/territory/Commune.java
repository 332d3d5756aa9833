package coop.fairpass.territory;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commune, as it is today.
 *
 * @param epci SIREN of the group of communes, if it belongs to one
 * @param centre unknown for a few communes made after 2020 and for some islands
 */
public record Commune(
        InseeCode code,
        String name,
        String department,
        String region,
        Optional<String> epci,
        int population,
        List<PostalCode> postalCodes,
        Optional<Point> centre) {

    public Commune {
        postalCodes = List.copyOf(postalCodes);
    }

    /** The codes of all that contains it, itself first of all. */
    public Set<PerimeterCode> codes() {
        return Stream.concat(
                        Stream.of(
                                PerimeterCode.commune(code),
                                new PerimeterCode(PerimeterCode.Kind.DEPARTMENT, department),
                                new PerimeterCode(PerimeterCode.Kind.REGION, region)),
                        epci.stream().map(siren -> new PerimeterCode(PerimeterCode.Kind.EPCI, siren)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
