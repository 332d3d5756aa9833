package coop.fairpass.tariff;

import coop.fairpass.web.RulesInForce;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The rates and prices that governance set. */
@Component
class TariffRules implements RulesInForce {

    private final Tariff tariff;

    TariffRules(Tariff tariff) {
        this.tariff = tariff;
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public List<Rule> rulesOn(LocalDate day) {
        return Arrays.stream(RateKind.values())
                .flatMap(kind -> tariff.on(kind, day).stream())
                .map(dated -> new Rule(
                        RateLine.of(dated.kind(), List.of(dated), day).title(),
                        RateWords.value(dated),
                        Optional.of(dated.validFrom()),
                        Optional.of(dated.decision().source()),
                        TariffPages.PATH))
                .toList();
    }
}
