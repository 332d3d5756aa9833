package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.impact.FunderPage.Line;
import coop.fairpass.impact.SmallCells.Count;
import coop.fairpass.impact.UseFacts.Totals;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Co-financeur : its share of an order on any day, what proves it, and what the vouchers have become. The funder reads
 * its own page, the payer and the cooperative all of them.
 */
@Controller
@RequestMapping("/commandes/{order}/cofinanceurs/{funder}")
class FunderPages {

    private final FunderAccounts accounts;
    private final UseFacts facts;
    private final Labels labels;
    private final CertifyUse certifyUse;
    private final EvidencePack evidence;
    private final Orders orders;
    private final Organisations organisations;
    private final Documents documents;
    private final Clock clock;

    FunderPages(
            FunderAccounts accounts,
            UseFacts facts,
            Labels labels,
            CertifyUse certifyUse,
            EvidencePack evidence,
            Orders orders,
            Organisations organisations,
            Documents documents,
            Clock clock) {
        this.accounts = accounts;
        this.facts = facts;
        this.labels = labels;
        this.certifyUse = certifyUse;
        this.evidence = evidence;
        this.orders = orders;
        this.organisations = organisations;
        this.documents = documents;
        this.clock = clock;
    }

    @GetMapping
    String page(
            @PathVariable UUID order,
            @PathVariable UUID funder,
            @RequestParam(required = false) @Nullable String on,
            Actor by,
            Model model) {
        var today = Paris.today(clock);
        var checks = new Checks();
        var asked = checks.optionalDay("on", on);
        var day = asked.filter(one -> !one.isAfter(today)).orElse(today);
        if (!model.containsAttribute("told")) {
            boolean isWrong = !checks.errors().isEmpty()
                    || asked.filter(one -> !one.equals(day)).isPresent();
            model.addAttribute(
                    "told",
                    isWrong
                            ? Told.refused(CertificateReason.DAY_TO_COME, Map.of("on", on == null ? "" : on))
                            : Told.NOTHING);
        }
        var account = account(new OrderId(order), new OrganisationId(funder), day, by);
        model.addAttribute("page", page(orders.get(new OrderId(order)), account, by));
        model.addAttribute("newId", UUID.randomUUID().toString());
        return "impact/funder";
    }

    @PostMapping("/certificats")
    String certify(
            @PathVariable UUID order,
            @PathVariable UUID funder,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String asOf,
            Actor by,
            RedirectAttributes next) {
        account(new OrderId(order), new OrganisationId(funder), Paris.today(clock), by);
        var checks = new Checks();
        var chosen = checks.id("id", id);
        var day = checks.day("asOf", asOf);
        Told told;
        try {
            checks.orThrow();
            told = told(certifyUse.handle(
                    new CertifyUse.Command(chosen, new OrderId(order), new OrganisationId(funder), day, by)));
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, Map.of("asOf", asOf == null ? "" : asOf));
        }
        next.addFlashAttribute("told", told);
        return "redirect:" + pathOf(new OrderId(order), new OrganisationId(funder)) + "#certificats";
    }

    private static Told told(CertifyUse.Outcome outcome) {
        return switch (outcome) {
            case CertifyUse.Outcome.Certified(var number) ->
                Told.done(Language.say("Le certificat %s est fait.", "Certificate %s is made.")
                        .formatted(number));
            case CertifyUse.Outcome.Refused(var reason) -> told(reason);
        };
    }

    private static Told told(CertificateReason reason) {
        return switch (reason) {
            case UNKNOWN_ORDER, UNKNOWN_FUNDER -> throw ProblemException.notFound();
            case NOT_ALLOWED, FUNDER_WITHOUT_SIREN, DAY_TO_COME, ID_TAKEN -> Told.refused(reason, Map.of());
        };
    }

    @GetMapping("/certificats/{number}.pdf")
    ResponseEntity<byte[]> certificate(
            @PathVariable UUID order, @PathVariable UUID funder, @PathVariable String number, Actor by) {
        var of = account(new OrderId(order), new OrganisationId(funder), Paris.today(clock), by);
        var content = certifyUse.of(new OrderId(order), of.funder()).stream()
                .filter(one -> one.number().equals(number))
                .findFirst()
                .flatMap(one -> documents.pdf(one.number()))
                .orElseThrow(ProblemException::notFound);
        return file(content, number + ".pdf", MediaType.APPLICATION_PDF);
    }

    @ReadsSensitive(Sensitive.EVIDENCE)
    @GetMapping("/preuves")
    ResponseEntity<byte[]> evidence(@PathVariable UUID order, @PathVariable UUID funder, Actor by) {
        requireReader(by);
        var pack =
                evidence.of(new OrderId(order), new OrganisationId(funder), by).orElseThrow(ProblemException::notFound);
        return file(pack.content(), pack.name(), MediaType.valueOf("application/zip"));
    }

    private static ResponseEntity<byte[]> file(byte[] content, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }

    /** The one account of the address, as of a day; what the reader may not see does not exist. */
    private FunderAccount account(OrderId order, OrganisationId funder, LocalDate day, Actor by) {
        requireReader(by);
        return accounts.of(order, day, by).stream()
                .flatMap(List::stream)
                .filter(one -> one.funder().equals(funder))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    private static void requireReader(Actor by) {
        if (!by.isOfTheCooperative() && !by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT)) {
            throw ProblemException.notAllowed();
        }
    }

    private FunderPage page(VoucherOrder order, FunderAccount account, Actor by) {
        var totals = facts.totals(order.id(), account.asOf());
        var counted = WholeMonths.through(account.asOf(), Paris.today(clock));
        return new FunderPage(
                pathOf(order.id(), account.funder()),
                orders.find(order.id(), by).map(seen -> "/commandes/" + seen.id()),
                order.signedNumber(),
                organisations.find(order.payer()).map(Organisation::legalName).orElse(""),
                Paris.today(clock),
                account,
                counted,
                useOf(totals),
                shown(facts.byMonthAndTerritory(order.id(), counted)),
                shown(facts.byPublic(order.id(), counted)),
                certifyUse.of(order.id(), account.funder()),
                CertifyUse.mayAsk(by));
    }

    private static List<Line> useOf(Totals totals) {
        return List.of(
                line(Language.say("Chèques commandés", "Vouchers ordered"), totals.ordered()),
                line(Language.say("Chèques activés", "Vouchers activated"), totals.activated()),
                line(
                        Language.say("Chèques des carnets remis", "Vouchers of booklets handed over"),
                        totals.vouchersHandedOver()),
                line(Language.say("Chèques utilisés", "Vouchers used"), totals.redeemed()),
                line(
                        Language.say(
                                "Chèques expirés, à rendre au commanditaire",
                                "Vouchers expired, to be given back to the payer"),
                        totals.expired()),
                line(
                        Language.say("Chèques rendus au commanditaire", "Vouchers given back to the payer"),
                        totals.refunded()),
                line(Language.say("Carnets remis", "Booklets handed over"), totals.handedOver()),
                line(
                        Language.say("Carnets remis au public visé", "Booklets handed over to the target public"),
                        totals.handedOverToTarget()));
    }

    private static Line line(String what, long count) {
        return new Line(what, Optional.of(count));
    }

    private List<Line> shown(List<Count> counts) {
        return SmallCells.of(counts).stream()
                .map(cell -> new Line(labels.inWords(cell.label()), cell.count()))
                .toList();
    }

    private static String pathOf(OrderId order, OrganisationId funder) {
        return "/commandes/" + order + "/cofinanceurs/" + funder.value();
    }
}
