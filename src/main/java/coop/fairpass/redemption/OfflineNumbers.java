package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a desk may accept without network, for the board that decides it. */
@Component
class OfflineNumbers implements LivesBy {

    private static final int RANK = 19;

    private final OfflineAllowances allowances;
    private final Clock clock;

    OfflineNumbers(OfflineAllowances allowances, Clock clock) {
        this.allowances = allowances;
        this.clock = clock;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.BOARD)) {
            return List.of();
        }
        return List.of(new Panel(
                RANK,
                Language.say("Accepté sans réseau, par appareil", "Accepted without network, by device"),
                allowances
                        .on(Paris.today(clock))
                        .map(one -> List.of(
                                figure(
                                        Language.say(one.vouchers()),
                                        Language.say("chèques au plus", "vouchers at the most")),
                                figure(
                                        Language.say(one.amount()),
                                        Language.say("de valeur au plus", "of value at the most")),
                                figure(
                                        "%d h".formatted(one.silence().toHours()),
                                        Language.say("depuis le dernier contact", "since the last contact"))))
                        .orElseGet(() -> List.of(figure(
                                Language.say(0), Language.say("chèque : rien n’est permis", "vouchers: nothing is")))),
                List.of(),
                List.of()));
    }

    private static Figure figure(String value, String label) {
        return new Figure(value, label, OfflineAllowancePages.PATH);
    }
}
