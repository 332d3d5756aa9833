package coop.fairpass.demo;

import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.places.PlaceCandidate;
import coop.fairpass.places.PlaceFile;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Point;
import coop.fairpass.territory.Territories;
import coop.fairpass.territory.Town;
import coop.fairpass.web.Elision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Thirty places for thirty providers: real ones that accepted vouchers in their time, when the open list of
 * Bourgogne-Franche-Comté lies beside the project, else town halls of real communes of that region.
 */
@Component
class PlacesOfTheStory {

    /** One place to open. */
    record Site(
            String name, Address address, InseeCode commune, Optional<Point> position, String hours, boolean isReal) {}

    private static final String LIST = "lieux/bourgogne-franche-comte-mednum-2023.csv";

    /** Communes of the region, for want of a list: prefectures and towns that anybody there knows. */
    private static final List<String> COMMUNES = List.of(
            "21231", "25056", "39300", "58194", "70550", "71270", "89024", "90010", "21054", "71076", "39198", "25388",
            "89387", "70285", "21425", "58086", "71153", "25462", "39478", "89206", "21617", "71306", "25031", "70310",
            "58303", "21200", "71014", "39368", "89025", "90033");

    private final Territories territories;
    private final Path openData;

    PlacesOfTheStory(Territories territories, @Value("${FAIRPASS_SHARED_DATA:../shared/data}") String openData) {
        this.territories = territories;
        this.openData = Path.of(openData);
    }

    List<Site> choose(int count) {
        var real = real();
        return real.size() >= count ? real.subList(0, count) : invented(count);
    }

    private List<Site> real() {
        var file = openData.resolve(LIST);
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try {
            if (!(PlaceFile.read(Files.readAllBytes(file)) instanceof PlaceFile.Reading.Read read)) {
                return List.of();
            }
            var candidates = read.accepted().stream()
                    .filter(PlaceCandidate::acceptsVouchers)
                    .filter(candidate -> candidate.position().isPresent())
                    .toList();
            var communes = territories.locate(
                    candidates.stream().map(PlacesOfTheStory::town).collect(Collectors.toSet()));
            return candidates.stream()
                    .flatMap(candidate -> candidate
                            .commune()
                            .or(() -> Optional.ofNullable(communes.get(town(candidate))))
                            .map(commune -> site(candidate, commune))
                            .stream())
                    .collect(Collectors.toMap(Site::name, Function.identity(), (first, _) -> first, LinkedHashMap::new))
                    .values()
                    .stream()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static Town town(PlaceCandidate candidate) {
        return new Town(candidate.postalCode(), candidate.town());
    }

    private static Site site(PlaceCandidate candidate, InseeCode commune) {
        return new Site(
                candidate.name(),
                new Address(candidate.street(), candidate.postalCode(), candidate.town(), Optional.of(commune)),
                commune,
                candidate.position(),
                candidate.hours(),
                true);
    }

    private List<Site> invented(int count) {
        return COMMUNES.stream()
                .flatMap(code -> territories.commune(InseeCode.of(code)).stream())
                .limit(count)
                .map(PlacesOfTheStory::townHall)
                .toList();
    }

    private static Site townHall(Commune commune) {
        return new Site(
                "Espace numérique " + Elision.of(commune.name()),
                new Address(
                        "1 place de la Mairie",
                        commune.postalCodes().stream()
                                .findFirst()
                                .orElse(PostalCode.of(commune.code().department() + "000")),
                        commune.name(),
                        Optional.of(commune.code())),
                commune.code(),
                commune.centre(),
                "Mo-Fr 09:00-12:00,14:00-17:00",
                false);
    }
}
