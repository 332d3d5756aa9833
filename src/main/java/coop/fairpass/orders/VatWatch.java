package coop.fairpass.orders;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Language;
import coop.fairpass.web.WorkWaiting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says the very day that accepted providers came to share one VAT treatment: to the cooperative once, and on the home
 * page of those who can record an opinion as long as none covers the day (R-223, T22).
 */
@Component
class VatWatch implements DailyTask, WorkWaiting {

    private final VatNetworks networks;
    private final VatOpinions opinions;
    private final Organisations organisations;
    private final Notices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VatWatch(
            VatNetworks networks,
            VatOpinions opinions,
            Organisations organisations,
            Notices notices,
            TransactionTemplate transaction,
            Clock clock) {
        this.networks = networks;
        this.opinions = opinions;
        this.organisations = organisations;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orders: VAT treatments of the network";
    }

    @Override
    public void run(LocalDate today) {
        var network = networks.all();
        var since = network.shrankOn(today);
        var cooperative = organisations.cooperative();
        if (since.isPresent() && cooperative.isPresent()) {
            transaction.executeWithoutResult(_ -> notices.tell(
                    cooperative.get().id(),
                    "vat-network/" + since.get(),
                    "Les prestataires acceptés n’ont plus qu’un régime de TVA",
                    "Depuis le %s : %s. Aucune commande ne se signe plus sans un avis enregistré sur la TVA des chèques."
                            .formatted(Paris.frenchLong(since.get()), VatOpinions.words(network, today))));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(Actor actor) {
        var today = Paris.today(clock);
        if (!VatOpinions.mayRecord(actor) || opinions.refusal(today).isEmpty()) {
            return List.of();
        }
        return List.of(new Waiting(
                Language.say("Enregistrer un avis sur la TVA des chèques", "Record an opinion on the VAT of vouchers"),
                Language.say("Aucune commande ne peut être signée : %s.", "No order can be signed: %s.")
                        .formatted(VatOpinions.words(networks.all(), today)),
                VatPages.PATH));
    }
}
