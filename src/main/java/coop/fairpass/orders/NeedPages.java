package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServicePaths;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.orders.EstimateNeed.Estimate;
import coop.fairpass.orders.Need.InvoiceOn;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.territory.Territories;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** From a need to its budget, for anyone, and to a draft order, for who buys. */
@Controller
class NeedPages {

    /** Where a buyer describes a need for the first time. */
    static final String FRESH = "/commandes/nouvelle";

    private static final String ESTIMATE = "estimate";

    /** What an estimate does not ask: who buys, and where it is sent. */
    private static final Set<String> OF_THE_BUYER = Set.of(
            "invoiceOn", "lots", "message", "delivery", "siret", "serviceCode", "engagementNumber", "contractNumber");

    private final EstimateNeed estimateNeed;
    private final DescribeNeed describeNeed;
    private final Orders orders;
    private final Organisations organisations;
    private final Territories territories;
    private final Catalogue catalogue;
    private final ServicePaths paths;
    private final ObjectProvider<TargetPublics> publics;
    private final EndRules endRules;
    private final WindDown windDown;
    private final Clock clock;

    NeedPages(
            EstimateNeed estimateNeed,
            DescribeNeed describeNeed,
            Orders orders,
            Organisations organisations,
            Territories territories,
            Catalogue catalogue,
            ServicePaths paths,
            ObjectProvider<TargetPublics> publics,
            EndRules endRules,
            WindDown windDown,
            Clock clock) {
        this.estimateNeed = estimateNeed;
        this.describeNeed = describeNeed;
        this.orders = orders;
        this.organisations = organisations;
        this.territories = territories;
        this.catalogue = catalogue;
        this.paths = paths;
        this.publics = publics;
        this.endRules = endRules;
        this.windDown = windDown;
        this.clock = clock;
    }

    // ── Anyone ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** An address that can be kept or sent to a colleague: what is asked is in it, and nothing is stored. */
    @GetMapping("/devis")
    String anyone(@RequestParam MultiValueMap<String, String> sent, Model model) {
        if (!sent.containsKey("vouchers")) {
            return show(model, page(Optional.empty(), true, List.of(), usual(), Told.NOTHING, Optional.empty()));
        }
        var form = new NeedForm(sent, territories, paths, Paris.today(clock), endRules.inForce());
        var need = form.read(InvoiceOn.ACCEPTANCE);
        var checks = new Checks();
        var territory = checks.optionalIdentifier("postalCode", sent.getFirst("postalCode"), PostalCode::check)
                .map(code -> VatTerritory.ofPostalCode(code.digits()))
                .orElse(VatTerritory.MAINLAND);
        if (need.isEmpty() || !checks.errors().isEmpty()) {
            return show(
                    model,
                    page(
                            Optional.empty(),
                            true,
                            List.of(),
                            usual(),
                            form.told().andWrong(checks.errors()),
                            Optional.empty()));
        }
        model.addAttribute(
                "order",
                UriComponentsBuilder.fromPath(FRESH)
                        .queryParams(sent)
                        .encode()
                        .build()
                        .toUriString());
        return show(model, estimated(Optional.empty(), true, List.of(), usual(), sent, need.get(), territory));
    }

    // ── Who buys ─────────────────────────────────────────────────────────────────────────────────────────────────

    /** A new need, or the one that was just estimated. */
    @GetMapping(FRESH)
    String fresh(@RequestParam MultiValueMap<String, String> sent, Actor by, Model model) {
        requireBuyer(by);
        if (windDown.isOn()) {
            return "redirect:/commandes"; // which says why nothing can be ordered
        }
        var fields = usualOf(by);
        if (sent.containsKey("vouchers")) {
            new NeedForm(sent, territories, paths, Paris.today(clock), endRules.inForce())
                    .read(InvoiceOn.ACCEPTANCE)
                    .ifPresent(need -> NeedForm.of(need).forEach((field, value) -> {
                        if (!OF_THE_BUYER.contains(field)) {
                            fields.put(field, value);
                        }
                    }));
        }
        return show(
                model,
                page(
                        Optional.of(new OrderId(UUID.randomUUID())),
                        true,
                        payersFor(by),
                        fields,
                        Told.NOTHING,
                        Optional.empty()));
    }

    @GetMapping("/commandes/{id}/besoin")
    String again(@PathVariable String id, Actor by, Model model) {
        requireBuyer(by);
        var order = PageOrders.find(orders, id, by);
        if (order.state() != OrderState.DRAFT) {
            throw ProblemException.refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        var fields = new LinkedHashMap<>(NeedForm.of(order.need()));
        fields.put("payer", order.payer().value().toString());
        return show(model, page(Optional.of(order.id()), false, payersFor(by), fields, Told.NOTHING, Optional.empty()));
    }

    @PostMapping("/commandes")
    String describe(@RequestParam MultiValueMap<String, String> sent, Actor by, Model model, RedirectAttributes after) {
        requireBuyer(by);
        var id = PageOrders.idOf(sent.getFirst("id"));
        var known = orders.find(id, by);
        var checks = new Checks();
        var payer = payerOf(by, sent, known, checks);
        var form = new NeedForm(sent, territories, paths, Paris.today(clock), endRules.inForce());
        var need = form.read(usualInvoice(payer));
        if (need.isEmpty() || payer.isEmpty()) {
            return show(model, corrected(id, known.isEmpty(), by, form.told().andWrong(checks.errors())));
        }
        if (ESTIMATE.equals(sent.getFirst("do"))) {
            var territory =
                    VatTerritory.ofPostalCode(payer.get().address().postalCode().digits());
            return show(
                    model,
                    estimated(
                            Optional.of(id), known.isEmpty(), payersFor(by), usualOf(by), sent, need.get(), territory));
        }
        return switch (describeNeed.handle(
                new DescribeNeed.Command(id, payer.get().id(), need.get(), by))) {
            case DescribeNeed.Outcome.Described(var order) -> {
                after.addFlashAttribute(
                        "told", Told.done(Language.say("Le besoin est enregistré.", "The need is saved.")));
                yield "redirect:/commandes/" + order.id();
            }
            case DescribeNeed.Outcome.NotWholeBooklets(long below, long above) ->
                show(model, corrected(id, known.isEmpty(), by, notWhole(sent, below, above)));
            case DescribeNeed.Outcome.Refused(var reason) ->
                show(model, corrected(id, known.isEmpty(), by, refused(sent, reason)));
        };
    }

    /** The form as it was sent, with what to correct in it. */
    private NeedPage corrected(OrderId id, boolean isNew, Actor by, Told told) {
        return page(Optional.of(id), isNew, payersFor(by), usualOf(by), told, Optional.empty());
    }

    private NeedPage estimated(
            Optional<OrderId> id,
            boolean isNew,
            List<NeedPage.Payer> payers,
            Map<String, String> proposed,
            MultiValueMap<String, String> sent,
            Need need,
            VatTerritory territory) {
        return switch (estimateNeed.handle(new EstimateNeed.Command(need, territory))) {
            case EstimateNeed.Outcome.Estimated(var estimate) ->
                page(id, isNew, payers, proposed, kept(sent), Optional.of(estimate));
            case EstimateNeed.Outcome.NotWholeBooklets(long below, long above) ->
                page(id, isNew, payers, proposed, notWhole(sent, below, above), Optional.empty());
            case EstimateNeed.Outcome.Refused(var reason) ->
                page(id, isNew, payers, proposed, refused(sent, reason), Optional.empty());
        };
    }

    private static Told kept(MultiValueMap<String, String> sent) {
        return new Told(Told.Kind.NOTHING, "", List.of(), Map.of(), NeedForm.typed(sent));
    }

    private static Told notWhole(MultiValueMap<String, String> sent, long below, long above) {
        var nearest = below == 0
                ? Language.say("Commandez %s chèques.", "Order %s vouchers.").formatted(Language.say(above))
                : Language.say("Commandez %s ou %s chèques.", "Order %s or %s vouchers.")
                        .formatted(Language.say(below), Language.say(above));
        return new Told(
                Told.Kind.REFUSED,
                Sentences.of(OrderReason.NOT_WHOLE_BOOKLETS),
                List.of(nearest),
                Map.of("vouchers", nearest),
                NeedForm.typed(sent));
    }

    private static Told refused(MultiValueMap<String, String> sent, OrderReason reason) {
        var field = NeedForm.fieldOf(reason);
        var told = Told.refused(reason, NeedForm.typed(sent));
        return field.isEmpty()
                ? told
                : new Told(told.kind(), told.title(), List.of(), Map.of(field, told.title()), told.typed());
    }

    private Optional<Organisation> payerOf(
            Actor by, MultiValueMap<String, String> sent, Optional<VoucherOrder> known, Checks checks) {
        if (known.isPresent()) {
            return organisations.find(known.get().payer());
        }
        if (!by.has(Role.COOP_SALES)) {
            return by.organisation().flatMap(organisations::find);
        }
        var chosen = organisations.find(new OrganisationId(checks.id("payer", sent.getFirst("payer"))));
        if (chosen.isEmpty() && checks.errors().isEmpty()) {
            checks.refuse("payer", WebReason.FIELD_INVALID);
        }
        return chosen;
    }

    private static InvoiceOn usualInvoice(Optional<Organisation> payer) {
        return payer.filter(Organisation::isPublic).isPresent() ? InvoiceOn.DELIVERY : InvoiceOn.ACCEPTANCE;
    }

    private static void requireBuyer(Actor by) {
        if (!by.hasAny(Role.PAYER_BUYER, Role.COOP_SALES)) {
            throw ProblemException.notAllowed();
        }
    }

    private List<NeedPage.Payer> payersFor(Actor by) {
        return by.has(Role.COOP_SALES)
                ? organisations.all().stream()
                        .map(one -> new NeedPage.Payer(one.id().value().toString(), one.legalName()))
                        .toList()
                : List.of();
    }

    private Map<String, String> usual() {
        var first = NeedForm.usualFirstDay(Paris.today(clock));
        var fields = new LinkedHashMap<String, String>();
        fields.put("bookletSize", "10");
        fields.put("firstDay", first.toString());
        fields.put("validUntil", NeedForm.usualLastDay(first).toString());
        fields.put("vouchersPerService", "1");
        fields.put("invoiceOn", InvoiceOn.ACCEPTANCE.name());
        return fields;
    }

    private Map<String, String> usualOf(Actor by) {
        var fields = usual();
        by.organisation()
                .flatMap(organisations::find)
                .filter(_ -> by.has(Role.PAYER_BUYER))
                .ifPresent(own -> {
                    fields.put("invoiceOn", usualInvoice(Optional.of(own)).name());
                    fields.put("siret", own.siret().map(Siret::digits).orElse(""));
                    fields.put(
                            "delivery",
                            "%s, %s %s"
                                    .formatted(
                                            own.address().street(),
                                            own.address().postalCode().digits(),
                                            own.address().town()));
                });
        return fields;
    }

    private NeedPage page(
            Optional<OrderId> id,
            boolean isNew,
            List<NeedPage.Payer> payers,
            Map<String, String> proposed,
            Told told,
            Optional<Estimate> estimate) {
        return new NeedPage(
                id,
                isNew,
                payers,
                categories(),
                paths(),
                publics.stream().findFirst().map(TargetPublics::all).orElse(List.of()),
                proposed,
                told,
                estimate);
    }

    private List<NeedPage.Path> paths() {
        var today = Paris.today(clock);
        return paths.on(today).stream()
                .map(path -> new NeedPage.Path(
                        path.id().toString(),
                        path.name(),
                        paths.servicesOf(path, today).size()))
                .toList();
    }

    private List<NeedPage.Category> categories() {
        var services = catalogue
                .on(Paris.today(clock))
                .map(version -> catalogue.servicesOf(version.edition()))
                .orElse(List.of());
        return services.stream()
                .collect(Collectors.groupingBy(Service::category, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new NeedPage.Category(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String show(Model model, NeedPage page) {
        model.addAttribute("need", page);
        return page.isForAnyone() ? "orders/estimate" : "orders/need";
    }
}
