package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Orders;
import coop.fairpass.web.Sha256;
import coop.fairpass.winddown.WindDown;
import java.security.cert.CertificateEncodingException;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Production takes the printing file of a lot, encrypted to its printer, once. The right is spent before the
 * first byte leaves: a download that breaks is opened again by another person, who says why.
 */
@Component
public class DownloadPrintFile {

    public sealed interface Outcome {
        record Ready(PrinterFile file) implements Outcome {}

        record BadCertificate(CertificateFault fault) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Lots lots;
    private final Booklets booklets;
    private final PrintFiles files;
    private final Wordings wordings;
    private final VoucherQr qr;
    private final TransactionTemplate transaction;
    private final WindDown windDown;
    private final java.time.Clock clock;

    DownloadPrintFile(
            Orders orders,
            Lots lots,
            Booklets booklets,
            PrintFiles files,
            Wordings wordings,
            VoucherQr qr,
            TransactionTemplate transaction,
            WindDown windDown,
            java.time.Clock clock) {
        this.orders = orders;
        this.lots = lots;
        this.booklets = booklets;
        this.files = files;
        this.wordings = wordings;
        this.qr = qr;
        this.transaction = transaction;
        this.windDown = windDown;
        this.clock = clock;
    }

    /** @param certificate the printer's, PEM or DER */
    @Transactional
    public Outcome handle(LotId id, byte[] certificate, Actor by) {
        if (!BookletStep.CODES_GIVEN_TO_PRINTER.isAllowedTo(by)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var found = lots.find(id);
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_LOT);
        }
        orders.lock(found.get().order());
        var lot = lots.get(found.get().code());
        if (lot.range().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_MADE_YET);
        }
        var range = lot.range().get();
        if (files.of(range).isPresent()) {
            return new Outcome.Refused(BookletReason.ALREADY_DOWNLOADED);
        }
        var wording = wordings.approvedProof(lot.order());
        if (lot.goods() != Goods.PLANNED || wording.isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW);
        }
        if (windDown.stops()) {
            return new Outcome.Refused(BookletReason.WIND_DOWN);
        }
        return switch (PrinterCertificate.read(certificate, clock.instant())) {
            case PrinterCertificate.Reading.Refused(var fault) -> new Outcome.BadCertificate(fault);
            case PrinterCertificate.Reading.Read(var printer) ->
                new Outcome.Ready(take(lot, range, printer, wording.get(), by));
        };
    }

    private PrinterFile take(LotTerms lot, BookletRange range, PrinterCertificate printer, String wording, Actor by) {
        var id = UUID.randomUUID();
        files.take(id, range, digest(printer), by);
        booklets.take(BookletStep.CODES_GIVEN_TO_PRINTER, BookletRanges.of(range), by, printer.subject());
        var generation =
                booklets.find(new BookletNumber(range.first())).orElseThrow().generation();
        return new PrinterFile("%s-lot-%d.p7m".formatted(lot.orderNumber(), lot.place()), out -> {
            var derived = LongStream.rangeClosed(range.first(), range.last())
                    .mapToObj(
                            number -> qr.booklet(generation, new BookletNumber(number), lot.bookletSize(), lot.terms()))
                    .iterator();
            var written = PrintFile.write(derived, wording, printer, out);
            transaction.executeWithoutResult(_ -> files.written(id, written.fingerprint()));
        });
    }

    private static String digest(PrinterCertificate printer) {
        try {
            return Sha256.of(printer.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read", e);
        }
    }
}
