package coop.fairpass.winddown;

import coop.fairpass.web.Language;
import coop.fairpass.web.RulesInForce;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The wind-down, while it holds. */
@Component
class WindDownRules implements RulesInForce {

    private final WindDown windDown;

    WindDownRules(WindDown windDown) {
        this.windDown = windDown;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public List<Rule> rulesOn(LocalDate day) {
        return WindDown.standingOn(windDown.decisions(), day)
                        instanceof WindDown.Standing.Stopped(var decision, var since)
                ? List.of(new Rule(
                        Language.say("Arrêt progressif", "Wind-down"),
                        Language.say("aucun nouveau chèque", "no new voucher"),
                        Optional.of(since),
                        Optional.of(decision.decision().source()),
                        "/arret-progressif"))
                : List.of();
    }
}
