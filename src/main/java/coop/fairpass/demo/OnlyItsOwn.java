package coop.fairpass.demo;

import coop.fairpass.postgres.DatabaseUnavailable;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** A site in production never opens on a demonstration's database: its people and its money are invented. */
@Component
@ConditionalOnWebApplication
class OnlyItsOwn implements SmartInitializingSingleton {

    private final Optional<DemoClock> clock;
    private final boolean demonstration;

    OnlyItsOwn(Optional<DemoClock> clock, @Value("${fairpass.demonstration:false}") boolean demonstration) {
        this.clock = clock;
        this.demonstration = demonstration;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!demonstration && clock.filter(DemoClock::isDemonstration).isPresent()) {
            throw new DatabaseUnavailable(
                    "cette base est celle d’une démonstration : lancez ./fairpass demo, ou donnez un autre dossier par"
                            + " FAIRPASS_HOME");
        }
    }
}
