package coop.fairpass.territory;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Communes, for those who draw a perimeter or type an address. Public data: no right is needed. */
@RestController
@Tag(name = "Territoire")
@RequestMapping("/api/v1/territory")
class TerritoryApi {

    private static final int MOST = 20;

    /** A commune and the codes of what contains it. */
    record CommuneAnswer(
            String code, String name, int population, List<String> postalCodes, List<String> perimeterCodes) {}

    private final Territories territories;

    TerritoryApi(Territories territories) {
        this.territories = territories;
    }

    /** At most twenty communes by name or postal code, the nearest name first. */
    @GetMapping("/communes")
    @Operation(summary = "Chercher une commune par son nom ou son code postal", description = "Find a commune.")
    List<CommuneAnswer> search(@RequestParam(required = false) @Nullable String search) {
        var checks = new Checks();
        var text = checks.text("search", search, 100);
        checks.orThrow();
        return territories.search(text, MOST).stream().map(TerritoryApi::answer).toList();
    }

    /** The commune of today for a code, be it of the past. */
    @GetMapping("/communes/{code}")
    @Operation(summary = "Une commune", description = "One commune.")
    CommuneAnswer commune(@PathVariable String code) {
        return Optional.of(code)
                .flatMap(written -> InseeCode.check(written).valid())
                .flatMap(territories::commune)
                .map(TerritoryApi::answer)
                .orElseThrow(ProblemException::notFound);
    }

    private static CommuneAnswer answer(Commune commune) {
        return new CommuneAnswer(
                commune.code().value(),
                commune.name(),
                commune.population(),
                commune.postalCodes().stream().map(PostalCode::digits).toList(),
                commune.codes().stream().map(PerimeterCode::toString).sorted().toList());
    }
}
