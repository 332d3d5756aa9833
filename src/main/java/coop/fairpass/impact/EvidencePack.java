package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.impact.SmallCells.Count;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Receivables;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.SafeCsv;
import coop.fairpass.web.Sha256;
import coop.fairpass.web.Zip;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Dossier de preuve : all that a co-funder needs to pay its share, in one archive with the SHA-256 of each file: the
 * order, payments, activations, redemptions by month and territory, publics, and the last certificate. The same
 * facts make the same bytes.
 */
@Component
public class EvidencePack {

    /** The archive, and the SHA-256 of the whole, in hexadecimal. */
    @SuppressWarnings("ArrayRecordComponent") // a file on its way to a reader: nobody compares it
    public record Pack(String name, byte[] content, String sha256) {}

    private final Orders orders;
    private final FunderAccounts accounts;
    private final UseFacts facts;
    private final Receivables receivables;
    private final CertifyUse certificates;
    private final Documents documents;
    private final Organisations organisations;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EvidencePack(
            Orders orders,
            FunderAccounts accounts,
            UseFacts facts,
            Receivables receivables,
            CertifyUse certificates,
            Documents documents,
            Organisations organisations,
            TransactionTemplate transaction,
            Clock clock) {
        this.orders = orders;
        this.accounts = accounts;
        this.facts = facts;
        this.receivables = receivables;
        this.certificates = certificates;
        this.documents = documents;
        this.organisations = organisations;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is told, all as of one moment, and the number of the certificate that goes with it. */
    private record Facts(String orderNumber, SortedMap<String, byte[]> files, Optional<String> certificate) {}

    /**
     * The pack of a funder on an order, as of today; empty when the actor may not see that account. Facts are read in
     * one transaction; the certificate is drawn after it, for drawing takes time.
     */
    public Optional<Pack> of(OrderId id, OrganisationId funder, Actor actor) {
        var today = Paris.today(clock);
        var read = Objects.requireNonNull(transaction.execute(_ -> accounts.of(id, today, actor).stream()
                .flatMap(List::stream)
                .filter(account -> account.funder().equals(funder))
                .findFirst()
                .map(account -> read(orders.get(id), account, today))));
        return read.map(facts -> pack(facts, today));
    }

    private Facts read(VoucherOrder order, FunderAccount account, LocalDate today) {
        var through = WholeMonths.through(today, today);
        var files = new TreeMap<String, byte[]>();
        files.put("commande.csv", order(order, account, through));
        files.put("paiements.csv", payments(order));
        files.put("activations.csv", activations(order));
        files.put(
                "usages.csv",
                counts("Mois et département", "Chèques utilisés", facts.byMonthAndTerritory(order.id(), through)));
        files.put("publics.csv", counts("Public", "Carnets remis", facts.byPublic(order.id(), through)));
        return new Facts(order.signedNumber(), files, certificates.lastNumber(order.id(), account.funder()));
    }

    private Pack pack(Facts read, LocalDate today) {
        var files = new TreeMap<>(read.files());
        read.certificate().flatMap(documents::pdf).ifPresent(pdf -> files.put("certificat.pdf", pdf));
        var sums = new StringBuilder();
        files.forEach((name, content) ->
                sums.append(Sha256.of(content)).append("  ").append(name).append('\n'));
        files.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
        var archive = Zip.of(files);
        return new Pack("preuves-%s-%s.zip".formatted(read.orderNumber(), today), archive, Sha256.of(archive));
    }

    private byte[] order(VoucherOrder order, FunderAccount account, LocalDate through) {
        var totals = facts.totals(order.id(), account.asOf());
        return new SafeCsv("Rubrique", "Valeur")
                .row("Arrêté au", Paris.french(account.asOf()))
                .row("Lieux et publics comptés par mois entiers, jusqu’au", Paris.french(through))
                .row("Commande", order.signedNumber())
                .row("Commanditaire", organisations.get(order.payer()).legalName())
                .row("Co-financeur", account.funderName())
                .row(
                        "Valeur faciale d’un chèque (EUR)",
                        order.signedTerms().faceValue().comma())
                .row("Chèques commandés", totals.ordered())
                .row("Chèques activés", totals.activated())
                .row("Chèques des carnets remis", totals.vouchersHandedOver())
                .row("Chèques utilisés", totals.redeemed())
                .row("Chèques expirés ou retirés, crédités", totals.expired())
                .row("Part promise (EUR)", account.promised().comma())
                .row("Part due (EUR)", FunderAccounts.amountOf(account.due()).comma())
                .row("Part appelée (EUR)", account.called().comma())
                .row("Part reçue (EUR)", account.received().comma())
                .row("Reste dû (EUR)", account.gap().comma())
                .bytes();
    }

    private byte[] payments(VoucherOrder order) {
        var table = new SafeCsv("Pièce", "Objet", "Montant (EUR)", "Reçu le", "Encaissé (EUR)");
        for (var receivable : receivables.of(order.id())) {
            for (var receipt : receivables.receipts(receivable.document())) {
                table.row(
                        receivable.document(),
                        receivable.kind() == Receivables.Receivable.Kind.FACE ? "Valeur faciale" : "Frais",
                        receivable.total().comma(),
                        Paris.french(receipt.receivedOn()),
                        receipt.amount().comma());
            }
        }
        return table.bytes();
    }

    private byte[] activations(VoucherOrder order) {
        var table = new SafeCsv("Lot", "Carnets", "Chèques", "Reçu le", "Activé le");
        for (var lot : orders.lots(order.id())) {
            table.row(lot.place(), lot.booklets(), lot.vouchers(), day(lot.receivedOn()), day(lot.activatedOn()));
        }
        return table.bytes();
    }

    private static byte[] counts(String label, String count, List<Count> counts) {
        var table = new SafeCsv(label, count);
        for (var cell : SmallCells.of(counts)) {
            table.row(
                    Labels.french(cell.label()),
                    cell.count().map(String::valueOf).orElse("non montré"));
        }
        return table.bytes();
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(Paris::french).orElse("");
    }
}
