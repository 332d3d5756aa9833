package coop.fairpass.redemption;

import coop.fairpass.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a desk sees before a voucher is presented.
 *
 * @param places where the provider receives, today
 * @param chosen the place where the desk is; empty when none is open
 * @param lastService the service proposed first: the last one given
 * @param mediators who may act there today; in one's own work, oneself or nobody
 * @param ownWork whether the reader redeems her own services only, under her agreement
 * @param done what was presented in the last two days, the latest first
 * @param held what waits for a decision of the cooperative
 * @param rejected what it rejected lately, and what became of the appeal
 * @param offline what was accepted without network and sent lately
 * @param devices the browsers that may accept without network
 */
public record DeskSight(
        List<Where> places,
        Optional<Where> chosen,
        List<Choice> services,
        String lastService,
        List<Mediator> mediators,
        boolean ownWork,
        List<Done> done,
        List<Held> held,
        List<Rejected> rejected,
        List<OfflineLine> offline,
        List<OfflineDevices.Seen> devices) {

    /** One place. */
    public record Where(String id, String name) {}

    /**
     * One service that the place gives today.
     *
     * @param faceValue of a voucher
     * @param remaining what the person pays on top of one voucher
     */
    public record Choice(String code, String label, Money price, Money faceValue, Money remaining) {}

    /** One independent mediator who may act at the place today. */
    public record Mediator(UUID person, String name) {}

    /**
     * One voucher.
     *
     * @param state in words
     * @param stands accepted, or waiting
     * @param mayCancel while its author, or an administrator, still may
     * @param cancellation the id under which it would be cancelled
     */
    public record Done(
            String id,
            String serial,
            String placeName,
            String service,
            LocalDate serviceOn,
            Instant recordedAt,
            Money face,
            String state,
            boolean stands,
            boolean waits,
            boolean mayCancel,
            String cancellation) {}

    /** One voucher that a person of the cooperative will look at: why, until when, and what the provider said. */
    public record Held(
            String id,
            String serial,
            String service,
            LocalDate serviceOn,
            String why,
            LocalDate decideBy,
            String said,
            boolean hasDocument) {}

    /**
     * One voucher whose redemption was rejected, and why.
     *
     * @param mayAppeal until {@code appealUntil}, once
     * @param appeal what was said against it; empty when nothing was
     * @param decision on the appeal, in words; empty while it waits
     */
    public record Rejected(
            String id,
            String serial,
            String service,
            LocalDate serviceOn,
            String reason,
            boolean mayAppeal,
            LocalDate appealUntil,
            boolean answerDocument,
            String appeal,
            boolean appealDocument,
            String decision,
            String decisionReason) {}

    public DeskSight {
        places = List.copyOf(places);
        services = List.copyOf(services);
        mediators = List.copyOf(mediators);
        done = List.copyOf(done);
        held = List.copyOf(held);
        rejected = List.copyOf(rejected);
        offline = List.copyOf(offline);
        devices = List.copyOf(devices);
    }

    /** What is needed to accept, and nothing of what was accepted before. */
    DeskSight bare() {
        return new DeskSight(
                places,
                chosen,
                services,
                lastService,
                mediators,
                ownWork,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
