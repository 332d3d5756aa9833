package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.FundingShare.AppliesTo;
import coop.fairpass.orders.FundingShare.Basis;
import coop.fairpass.orders.FundingShare.Cap;
import coop.fairpass.orders.FundingShares.FundingEvent;
import coop.fairpass.orders.OrderView.Act;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who bears a part of an order's cost, and what was called from them and received. */
@Controller
class FundingPages {

    /** Rows on the form: those that exist and some empty ones. */
    private static final int MOST_FUNDERS = 10;

    private static final int LONGEST_NAME = 300;

    /** A SIREN or a SIRET, as people group its digits. */
    private static final Pattern NUMBER =
            Pattern.compile("\\b\\d{3}[ \u00a0]?\\d{3}[ \u00a0]?\\d{3}([ \u00a0]?\\d{5})?\\b");

    /** Two are already too many to say which is meant. */
    private static final int MOST_ALIKE = 50;

    private static final Money MOST = Money.cents(100_000_000_00L);

    private final Orders orders;
    private final OrderViews views;
    private final FundingShares shares;
    private final Organisations organisations;
    private final Clock clock;

    FundingPages(Orders orders, OrderViews views, FundingShares shares, Organisations organisations, Clock clock) {
        this.orders = orders;
        this.views = views;
        this.shares = shares;
        this.organisations = organisations;
        this.clock = clock;
    }

    @GetMapping("/commandes/{id}/cofinancement")
    String form(@PathVariable String id, Actor by, Model model) {
        OrderPages.requireReader(by);
        var order = PageOrders.find(orders, id, by);
        if (!views.of(order, by).may(Act.SET_SHARES)) {
            throw ProblemException.refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        return show(order, by, Told.NOTHING, fieldsOf(shares.of(order.id())), model);
    }

    private String show(VoucherOrder order, Actor by, Told told, Map<String, String> proposed, Model model) {
        model.addAttribute("page", new FundingPage(views.of(order, by), rows(told, proposed), proposed, told));
        return "orders/funding";
    }

    private static int rows(Told told, Map<String, String> proposed) {
        var fields = told.typed().isEmpty() ? proposed : told.typed();
        int last = 0;
        for (int row = 1; row <= MOST_FUNDERS; row++) {
            if (!fields.getOrDefault("funder" + row, "").isEmpty()) {
                last = row;
            }
        }
        return Math.min(MOST_FUNDERS, last + 2);
    }

    @PostMapping("/commandes/{id}/cofinancement")
    String set(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            Model model,
            RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var checks = new Checks();
        var wanted = new ArrayList<FundingShare>();
        for (int row = 1; row <= MOST_FUNDERS; row++) {
            if (!one(sent, "funder" + row).isBlank()) {
                read(row, sent, order.payer(), checks).ifPresent(wanted::add);
            } else if (!one(sent, "ratio" + row).isBlank()) {
                checks.refuse("funder" + row, WebReason.FIELD_MISSING);
            }
        }
        if (!checks.errors().isEmpty()) {
            var told = new Told(
                            Told.Kind.REFUSED,
                            Sentences.of(WebReason.FIELDS_INVALID),
                            List.of(),
                            Map.of(),
                            NeedForm.typed(sent))
                    .andWrong(checks.errors());
            return show(order, by, told, Map.of(), model);
        }
        return switch (shares.set(order.id(), wanted, by)) {
            case FundingShares.Outcome.Done(var kept) ->
                PageAnswer.done(
                        after,
                        kept.isEmpty()
                                ? Language.say("Il n’y a plus de co-financeur.", "There is no funder any more.")
                                : Language.say(
                                        Plural.of(
                                                kept.size(), "co-financeur enregistré.", "co-financeurs enregistrés."),
                                        Plural.english(kept.size(), "funder saved.", "funders saved.")),
                        "/commandes/" + order.id() + "#cofinancement");
            case FundingShares.Outcome.Refused(var reason) ->
                show(order, by, Told.refused(reason, NeedForm.typed(sent)), Map.of(), model);
        };
    }

    private Optional<FundingShare> read(
            int row, MultiValueMap<String, String> sent, OrganisationId payer, Checks checks) {
        int before = checks.errors().size();
        var funder = funder("funder" + row, one(sent, "funder" + row), payer, checks);
        var ratio = share("ratio" + row, one(sent, "ratio" + row), checks);
        if (ratio.isEmpty() && checks.errors().size() == before) {
            checks.refuse("ratio" + row, WebReason.FIELD_MISSING);
        }
        var basis = checks.choice("basis" + row, one(sent, "basis" + row), Basis.class, Basis.USED);
        var appliesTo = checks.choice("base" + row, one(sent, "base" + row), AppliesTo.class, AppliesTo.FACE);
        var floor = amount("floor" + row, one(sent, "floor" + row), checks);
        var most = amount("cap" + row, one(sent, "cap" + row), checks);
        var target = share("target" + row, one(sent, "target" + row), checks);
        // Never guessed: a cap says whether it limits the project or the funder's part.
        var scope = most.isPresent()
                ? Optional.of(
                        checks.choice("scope" + row, one(sent, "scope" + row), Cap.Scope.class, Cap.Scope.PROJECT))
                : Optional.<Cap.Scope>empty();
        if (checks.errors().size() > before) {
            return Optional.empty();
        }
        return Optional.of(new FundingShare(
                funder.orElseThrow(),
                ratio.orElseThrow(),
                basis,
                appliesTo,
                floor,
                most.map(limit -> new Cap(limit, scope.orElseThrow())),
                target));
    }

    /**
     * The organisation that a name, a SIREN or a SIRET says. It is typed, not chosen: a payer is not shown everybody
     * who is in the directory.
     */
    private Optional<OrganisationId> funder(String field, String written, OrganisationId payer, Checks checks) {
        var text = checks.optionalText(field, written, LONGEST_NAME).orElse("");
        if (text.isEmpty()) {
            return Optional.empty(); // too long, or not text: said already
        }
        var number = NUMBER.matcher(text);
        var found =
                organisations
                        .saying(number.find() ? number.group().replaceAll("[ \u00a0]", "") : text, MOST_ALIKE)
                        .stream()
                        .filter(one -> !one.id().equals(payer))
                        .toList();
        var name = text.replaceFirst("\\s*\\([^)]*\\)$", "");
        var named = found.stream()
                .filter(one -> one.legalName().equalsIgnoreCase(name))
                .toList();
        var meant = named.isEmpty() ? found : named;
        if (meant.size() == 1) {
            return Optional.of(meant.getFirst().id());
        }
        checks.refuse(field, meant.isEmpty() ? OrderReason.UNKNOWN_FUNDER : OrderReason.SEVERAL_FUNDERS);
        return Optional.empty();
    }

    /** As {@link #funder} reads it: the name, then the SIREN where there is one. */
    private String named(OrganisationId funder) {
        var organisation = organisations.get(funder);
        return organisation
                .siren()
                .map(siren -> "%s (%s)".formatted(organisation.legalName(), siren.digits()))
                .orElse(organisation.legalName());
    }

    /** A percentage from 0 to 100, or nothing. */
    private static Optional<Rate> share(String field, String written, Checks checks) {
        if (written.isBlank()) {
            return Optional.empty();
        }
        try {
            var rate = Rate.parsePercent(written.length() > 20 ? "?" : written);
            if (rate.compareTo(Rate.percent(100)) <= 0) {
                return Optional.of(rate);
            }
        } catch (IllegalArgumentException e) {
            // told below, with what is above the whole
        }
        checks.refuse(field, WebReason.FIELD_INVALID);
        return Optional.empty();
    }

    private static Optional<Money> amount(String field, String written, Checks checks) {
        return written.isBlank() ? Optional.empty() : Optional.of(checks.euros(field, written, Money.cents(1), MOST));
    }

    private static String one(MultiValueMap<String, String> sent, String field) {
        var value = sent.getFirst(field);
        return value == null ? "" : value;
    }

    private Map<String, String> fieldsOf(List<FundingShare> shares) {
        var fields = new LinkedHashMap<String, String>();
        for (int row = 1; row <= shares.size(); row++) {
            var share = shares.get(row - 1);
            fields.put("funder" + row, named(share.funder()));
            fields.put("ratio" + row, share.ratio().percentText().replace('.', ','));
            fields.put("basis" + row, share.basis().name());
            fields.put("base" + row, share.appliesTo().name());
            fields.put("floor" + row, share.floor().map(Money::comma).orElse(""));
            fields.put("cap" + row, share.cap().map(Cap::most).map(Money::comma).orElse(""));
            fields.put(
                    "scope" + row, share.cap().map(Cap::scope).map(Enum::name).orElse(""));
            fields.put(
                    "target" + row,
                    share.targetShare()
                            .map(Rate::percentText)
                            .map(text -> text.replace('.', ','))
                            .orElse(""));
        }
        return fields;
    }

    /** Something called from a funder, or received; {@code event} was chosen by the page, so that twice is once. */
    @PostMapping("/commandes/{id}/cofinancement/montants")
    String record(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        if (!by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT, Role.COOP_SALES)) {
            throw ProblemException.notAllowed();
        }
        var path = "/commandes/" + order.id() + "#cofinancement";
        var checks = new Checks();
        var event = checks.id("event", one(sent, "event"));
        var funder = checks.id("funder", one(sent, "funder"));
        var kind = checks.choice("kind", one(sent, "kind"), FundingEvent.class, FundingEvent.CALLED);
        var amount = checks.euros("amount", one(sent, "amount"), Money.cents(1), MOST);
        var on = checks.day("on", one(sent, "on"));
        if (checks.errors().isEmpty() && on.isAfter(Paris.today(clock))) {
            checks.refuse("on", WebReason.FIELD_INVALID);
        }
        if (!checks.errors().isEmpty()) {
            after.addFlashAttribute(
                    "told",
                    new Told(
                                    Told.Kind.REFUSED,
                                    Sentences.of(WebReason.FIELDS_INVALID),
                                    List.of(),
                                    Map.of(),
                                    NeedForm.typed(sent))
                            .andWrong(checks.errors()));
            return "redirect:" + path;
        }
        return switch (shares.record(event, order.id(), new OrganisationId(funder), kind, amount, on, by)) {
            case FundingShares.Outcome.Done(var _) ->
                PageAnswer.done(after, Language.say("Le montant est enregistré.", "The amount is recorded."), path);
            case FundingShares.Outcome.Refused(var reason) ->
                PageAnswer.refused(after, reason, NeedForm.typed(sent), path);
        };
    }
}
