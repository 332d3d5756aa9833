package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Territories;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A payer describes what it needs, and changes it as often as it likes until it signs (O1). */
@Component
public class DescribeNeed {

    public record Command(OrderId order, OrganisationId payer, Need need, Actor by) {}

    public sealed interface Outcome {
        record Described(VoucherOrder order) implements Outcome {}

        /** Not whole booklets: the two nearest numbers that are. */
        record NotWholeBooklets(long below, long above) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    /** Booklets of five are made from this number of vouchers on, unless the instance prints them. */
    static final long LEAST_VOUCHERS_IN_FIVES = 2_000;

    private final Orders orders;
    private final Organisations organisations;
    private final Territories territories;
    private final Catalogue catalogue;
    private final OrderSettings settings;
    private final VatNetworks networks;
    private final WindDown windDown;
    private final Clock clock;

    DescribeNeed(
            Orders orders,
            Organisations organisations,
            Territories territories,
            Catalogue catalogue,
            OrderSettings settings,
            VatNetworks networks,
            WindDown windDown,
            Clock clock) {
        this.orders = orders;
        this.organisations = organisations;
        this.territories = territories;
        this.catalogue = catalogue;
        this.settings = settings;
        this.networks = networks;
        this.windDown = windDown;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        boolean sells = by.has(Role.COOP_SALES);
        if (!sells && !(by.has(Role.PAYER_BUYER) && by.isOf(command.payer()))) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var payer = organisations.find(command.payer());
        if (payer.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_PAYER);
        }
        var need = command.need();
        if (BookletSplit.of(need.vouchers(), need.bookletSize()) instanceof BookletSplit.Fit.Between between) {
            return new Outcome.NotWholeBooklets(between.below(), between.above());
        }
        var reason = refusal(need);
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        if (need.references().siret().filter(siret -> !isOf(siret, payer.get())).isPresent()) {
            return new Outcome.Refused(OrderReason.SIRET_OF_ANOTHER); // no document could be issued with it (BR-FR-09)
        }
        var known = orders.lock(command.order());
        if (known.isEmpty()) {
            if (windDown.stops()) {
                return new Outcome.Refused(OrderReason.WIND_DOWN);
            }
            orders.insert(command.order(), command.payer(), need);
            var order = orders.get(command.order());
            orders.take(order, OrderStep.O1_DESCRIBED, by, "");
            return new Outcome.Described(order);
        }
        if (!known.get().payer().equals(command.payer())) {
            return new Outcome.Refused(OrderReason.ID_TAKEN);
        }
        need = need.keepingDatesOf(known.get().need());
        if (known.get().need().equals(need)) {
            return new Outcome.Described(known.get());
        }
        if (!OrderStep.O1_DESCRIBED.isPossibleFrom(known.get().state())) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        if (windDown.stops()) {
            return new Outcome.Refused(OrderReason.WIND_DOWN);
        }
        orders.update(command.order(), need);
        orders.take(known.get(), OrderStep.O1_DESCRIBED, by, "");
        return new Outcome.Described(orders.get(command.order()));
    }

    /** An organisation without a known SIREN has time to say it before its quote. */
    static boolean isOf(Siret siret, Organisation payer) {
        return payer.siren()
                .filter(siren -> !siret.digits().startsWith(siren.digits()))
                .isEmpty();
    }

    /** Why a need cannot be ordered, whoever asks; whole booklets apart. */
    Optional<OrderReason> refusal(Need need) {
        if (need.bookletSize() == 5 && need.vouchers() < LEAST_VOUCHERS_IN_FIVES && !settings.printsItsOwnBooklets()) {
            return Optional.of(OrderReason.BOOKLETS_OF_FIVE_TOO_FEW);
        }
        if (need.lotBooklets().stream().anyMatch(booklets -> booklets <= 0)
                || need.lotBooklets().stream().mapToLong(Long::longValue).sum() != need.booklets()) {
            return Optional.of(OrderReason.LOTS_DO_NOT_ADD_UP);
        }
        if (!need.restrictions().perimeter().stream().allMatch(this::isKnownTerritory)) {
            return Optional.of(OrderReason.UNKNOWN_TERRITORY);
        }
        var today = Paris.today(clock);
        if (!need.restrictions().servicePath().stream().allMatch(code -> isKnownService(code, today))) {
            return Optional.of(OrderReason.UNKNOWN_SERVICE);
        }
        if (networks.of(need, today) == VatGuard.Qualification.SINGLE) {
            return Optional.of(OrderReason.SINGLE_VAT_TREATMENT);
        }
        var validUntil = need.endDates().validUntil();
        if (validUntil.isBefore(today) || need.firstDay().isAfter(validUntil)) {
            return Optional.of(OrderReason.DATES_INVALID);
        }
        var start = need.firstDay().isBefore(today) ? today : need.firstDay();
        if (validUntil.isAfter(start.plusMonths(Need.DEFAULT_MONTHS))
                && need.longerValidityReason().isEmpty()) {
            return Optional.of(OrderReason.LONGER_VALIDITY_NEEDS_A_REASON);
        }
        return Optional.empty();
    }

    private boolean isKnownTerritory(String written) {
        return PerimeterCode.check(written)
                .filter(code -> code.kind() == PerimeterCode.Kind.PLACE
                        || territories.label(code).isPresent())
                .isPresent();
    }

    private boolean isKnownService(String written, LocalDate on) {
        return ServiceCode.check(written)
                .flatMap(code -> catalogue.find(code, on))
                .isPresent();
    }
}
