package coop.fairpass.orders;

import coop.fairpass.web.Language;
import coop.fairpass.web.Paused;
import coop.fairpass.winddown.WindDown;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Nothing is ordered during a wind-down. */
@Component
class OrderingPaused implements Paused {

    private final WindDown windDown;

    OrderingPaused(WindDown windDown) {
        this.windDown = windDown;
    }

    @Override
    public Optional<Words> why(String path) {
        return path.equals(NeedPages.FRESH) && windDown.isOn()
                ? Optional.of(new Words(
                        Language.say("On ne commande plus de chèques.", "Vouchers are no longer ordered."),
                        "/arret-progressif",
                        Language.say("Pourquoi", "Why")))
                : Optional.empty();
    }
}
