package coop.fairpass.redemption;

import coop.fairpass.web.Language;
import coop.fairpass.web.RulesInForce;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a device may accept without network. */
@Component
class AllowanceRules implements RulesInForce {

    private final OfflineAllowances allowances;

    AllowanceRules(OfflineAllowances allowances) {
        this.allowances = allowances;
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public List<Rule> rulesOn(LocalDate day) {
        return allowances
                .on(day)
                .map(allowance -> new Rule(
                        Language.say("Chèques acceptés sans réseau", "Vouchers accepted without network"),
                        Language.say(
                                "%d chèques, %s, %d heures au plus par appareil"
                                        .formatted(
                                                allowance.vouchers(),
                                                allowance.amount().french(),
                                                allowance.silence().toHours()),
                                "at most %d vouchers, %s, %d hours per device"
                                        .formatted(
                                                allowance.vouchers(),
                                                allowance.amount().english(),
                                                allowance.silence().toHours())),
                        Optional.of(allowance.validFrom()),
                        Optional.of(new Source(allowance.decidedBy(), allowance.decidedOn(), allowance.minutes())),
                        OfflineAllowancePages.PATH))
                .stream()
                .toList();
    }
}
