package coop.fairpass.booklets;

import coop.fairpass.orders.TargetPublics;
import coop.fairpass.web.Sentences;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** The publics that an order may name are those that an agent may tick. */
@Component
class AudienceNames implements TargetPublics {

    @Override
    public List<TargetPublic> all() {
        return Arrays.stream(Audience.values())
                .filter(audience -> audience != Audience.NOT_TOLD)
                .map(audience -> new TargetPublic(audience.name(), Sentences.of(audience)))
                .toList();
    }
}
