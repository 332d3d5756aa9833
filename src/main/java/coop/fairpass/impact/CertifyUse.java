package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.impact.SmallCells.Cell;
import coop.fairpass.impact.SmallCells.Count;
import coop.fairpass.impact.UseFacts.Totals;
import coop.fairpass.invoicing.DocumentNumber;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.invoicing.UseCertificatePrint;
import coop.fairpass.invoicing.UseCertificatePrint.Breakdown;
import coop.fairpass.invoicing.UseCertificatePrint.Counts;
import coop.fairpass.invoicing.UseCertificatePrint.Row;
import coop.fairpass.invoicing.UseCertificatePrint.Share;
import coop.fairpass.invoicing.UseCertificatePrint.Unit;
import coop.fairpass.money.Money;
import coop.fairpass.orders.FundingShare;
import coop.fairpass.orders.FundingShares;
import coop.fairpass.orders.OrderDocuments;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Certifies to a co-funder what an order had become at the end of a day; a later one says what changed. */
@Component
public class CertifyUse {

    /** @param id chosen by whoever asks, so that asking twice certifies once */
    public record Command(UUID id, OrderId order, OrganisationId funder, LocalDate asOf, Actor by) {}

    public sealed interface Outcome {
        record Certified(String number) implements Outcome {}

        record Refused(CertificateReason reason) implements Outcome {}
    }

    private record Previous(String number, LocalDate asOf, long redeemed, long amountCents) {}

    private final Orders orders;
    private final FundingShares shares;
    private final UseFacts facts;
    private final Organisations organisations;
    private final Documents documents;
    private final Parties parties;
    private final Labels labels;
    private final JdbcClient jdbc;
    private final Clock clock;

    CertifyUse(
            Orders orders,
            FundingShares shares,
            UseFacts facts,
            Organisations organisations,
            Documents documents,
            Parties parties,
            Labels labels,
            JdbcClient jdbc,
            Clock clock) {
        this.orders = orders;
        this.shares = shares;
        this.facts = facts;
        this.organisations = organisations;
        this.documents = documents;
        this.parties = parties;
        this.labels = labels;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var order = orders.lock(command.order())
                .filter(found -> by.isOf(found.payer()) || by.isOfTheCooperative() || by.isOf(command.funder()));
        if (order.isEmpty() || order.get().terms().isEmpty()) {
            return new Outcome.Refused(CertificateReason.UNKNOWN_ORDER);
        }
        if (!mayAsk(by)) {
            return new Outcome.Refused(CertificateReason.NOT_ALLOWED);
        }
        var share = shares.of(command.order()).stream()
                .filter(one -> one.funder().equals(command.funder()))
                .findFirst();
        if (share.isEmpty()) {
            return new Outcome.Refused(CertificateReason.UNKNOWN_FUNDER);
        }
        var funder = organisations.get(command.funder());
        if (funder.siren().isEmpty()) {
            return new Outcome.Refused(CertificateReason.FUNDER_WITHOUT_SIREN);
        }
        var today = Paris.today(clock);
        if (command.asOf().isAfter(today)) {
            return new Outcome.Refused(CertificateReason.DAY_TO_COME);
        }
        var known = known(command.id());
        if (known.isPresent()) {
            return known.get().isFor(command)
                    ? new Outcome.Certified(known.get().number())
                    : new Outcome.Refused(CertificateReason.ID_TAKEN);
        }
        var totals = facts.totals(command.order(), command.asOf());
        var due = share.get().on(FunderAccounts.factsOf(order.get(), totals, totals.redeemed()));
        var previous = last(command.order(), command.funder());
        var through = WholeMonths.through(command.asOf(), today);
        var number = documents.take(DocumentSeries.CU, today);
        documents.keep(
                new UseCertificatePrint(
                        number,
                        today,
                        command.asOf(),
                        parties.seller(),
                        parties.buyer(funder, Optional.empty()),
                        OrderDocuments.referencesOf(order.get()),
                        payerOf(order.get()),
                        order.get().signedTerms().faceValue(),
                        new Counts(
                                totals.ordered(),
                                totals.activated(),
                                totals.vouchersHandedOver(),
                                totals.redeemed(),
                                totals.expired(),
                                totals.refunded()),
                        List.of(
                                breakdown(
                                        "Chèques utilisés par mois et département",
                                        "Mois et département",
                                        Unit.VOUCHERS_USED,
                                        facts.byMonthAndTerritory(command.order(), through)),
                                breakdown(
                                        "Carnets remis par public",
                                        "Public",
                                        Unit.BOOKLETS_HANDED_OVER,
                                        facts.byPublic(command.order(), through))),
                        Optional.of(share(share.get(), due)),
                        method(through),
                        previous.map(one -> DocumentNumber.parse(one.number())),
                        changes(previous, totals, due)),
                command.id(),
                command.funder());
        keep(command, number.toString(), totals, due);
        return new Outcome.Certified(number.toString());
    }

    /** Whether the role of an actor lets it have a certificate made, of an order that it may see. */
    static boolean mayAsk(Actor by) {
        return by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT, Role.COOP_SALES, Role.COOP_CONTROLLER);
    }

    /** A certificate that was made: what was used by the end of a day, and the share due. */
    public record Certificate(String number, LocalDate asOf, long redeemed, Money due) {}

    /** The certificates of a funder on an order, the last first. */
    @Transactional(readOnly = true)
    public List<Certificate> of(OrderId order, OrganisationId funder) {
        return jdbc.sql("""
                        SELECT number, as_of, redeemed, amount_cents
                          FROM impact.certificate
                         WHERE voucher_order = :order AND funder = :funder
                         ORDER BY certified_at DESC, number DESC
                        """)
                .param("order", order.value())
                .param("funder", funder.value())
                .query((row, _) -> new Certificate(
                        row.getString("number"),
                        row.getObject("as_of", LocalDate.class),
                        row.getLong("redeemed"),
                        Money.cents(row.getLong("amount_cents"))))
                .list();
    }

    /** The number of the last certificate of a funder on an order. */
    @Transactional(readOnly = true)
    public Optional<String> lastNumber(OrderId order, OrganisationId funder) {
        return last(order, funder).map(Previous::number);
    }

    private static String method(LocalDate through) {
        return """
                Un chèque compte le jour du service accepté ; un service annulé, rejeté ou corrigé ne compte pas. \
                Un carnet et celui qui le remplace comptent une fois. Les répartitions ne comptent que des mois \
                entiers, jusqu’au %s ; les effectifs inférieurs à cinq ne sont pas montrés.""".formatted(Paris.frenchLong(through));
    }

    /** The name of who ordered and, when it is public, the SIRET of the budget concerned. */
    private String payerOf(VoucherOrder order) {
        var name = organisations.get(order.payer()).legalName();
        return order.need()
                .references()
                .siret()
                .map(siret -> "%s, SIRET %s".formatted(name, siret.digits()))
                .orElse(name);
    }

    private Breakdown breakdown(String title, String by, Unit unit, List<Count> counts) {
        return new Breakdown(
                title, by, unit, SmallCells.of(counts).stream().map(this::row).toList());
    }

    private Row row(Cell cell) {
        return new Row(labels.inFrenchWords(cell.label()), cell.count());
    }

    private static Share share(FundingShare share, FundingShare.Due due) {
        var basis = share.basis() == FundingShare.Basis.USED ? "valeur utilisée" : "valeur commandée";
        return switch (due) {
            case FundingShare.Due.Amount(var base, var amount) ->
                new Share(
                        basis,
                        base,
                        share.ratio(),
                        amount,
                        amount.equals(share.ratio().of(base))
                                ? Optional.empty()
                                : Optional.of("part limitée à son plafond"));
            case FundingShare.Due.BelowFloor(var project, var floor) ->
                new Share(
                        basis,
                        project,
                        share.ratio(),
                        Money.ZERO,
                        Optional.of("projet inférieur au plancher de " + floor.french()));
            case FundingShare.Due.TargetMissed(var base, long inTarget, long handedOver) ->
                new Share(
                        basis,
                        base,
                        share.ratio(),
                        Money.ZERO,
                        Optional.of("public visé non atteint : %d remises sur %d".formatted(inTarget, handedOver)));
        };
    }

    private static List<String> changes(Optional<Previous> previous, Totals totals, FundingShare.Due due) {
        var changes = new ArrayList<String>();
        previous.ifPresent(last -> {
            changes.add("Depuis le certificat arrêté au %s : chèques utilisés, %d au lieu de %d."
                    .formatted(Paris.french(last.asOf()), totals.redeemed(), last.redeemed()));
            changes.add("Part due, %s au lieu de %s."
                    .formatted(
                            FunderAccounts.amountOf(due).french(),
                            Money.cents(last.amountCents()).french()));
        });
        return changes;
    }

    /** What was certified under an id. */
    private record Known(String number, UUID order, UUID funder, LocalDate asOf) {

        boolean isFor(Command command) {
            return order.equals(command.order().value())
                    && funder.equals(command.funder().value())
                    && asOf.equals(command.asOf());
        }
    }

    private Optional<Known> known(UUID id) {
        return jdbc.sql("SELECT number, voucher_order, funder, as_of FROM impact.certificate WHERE id = :id")
                .param("id", id)
                .query((row, _) -> new Known(
                        row.getString("number"),
                        row.getObject("voucher_order", UUID.class),
                        row.getObject("funder", UUID.class),
                        row.getObject("as_of", LocalDate.class)))
                .optional();
    }

    private Optional<Previous> last(OrderId order, OrganisationId funder) {
        return jdbc.sql("""
                        SELECT number, as_of, redeemed, amount_cents
                          FROM impact.certificate
                         WHERE voucher_order = :order AND funder = :funder
                         ORDER BY certified_at DESC, number DESC
                         LIMIT 1
                        """)
                .param("order", order.value())
                .param("funder", funder.value())
                .query((row, _) -> new Previous(
                        row.getString("number"),
                        row.getObject("as_of", LocalDate.class),
                        row.getLong("redeemed"),
                        row.getLong("amount_cents")))
                .optional();
    }

    private void keep(Command command, String number, Totals totals, FundingShare.Due due) {
        jdbc.sql("""
                        INSERT INTO impact.certificate (number, id, voucher_order, funder, as_of, redeemed, amount_cents,
                               certified_at, certified_by)
                        VALUES (:number, :id, :order, :funder, :as_of, :redeemed, :amount, :at, :by)
                        """)
                .param("number", number)
                .param("id", command.id())
                .param("order", command.order().value())
                .param("funder", command.funder().value())
                .param("as_of", command.asOf())
                .param("redeemed", totals.redeemed())
                .param("amount", FunderAccounts.amountOf(due).cents())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .update();
    }
}
