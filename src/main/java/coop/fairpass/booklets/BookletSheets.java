package coop.fairpass.booklets;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Planches : the booklets of one order as A4 sheets that any desk printer makes, to cut and staple.
 *
 * <p>A large order is several PDF of {@link #MOST_BOOKLETS} booklets in one archive. Each is built in memory and sent
 * before the next is begun: memory stays small, and codes in clear never touch a disk of ours.
 */
public final class BookletSheets {

    /** How many booklets one PDF holds: what a person can print, cut and check in one sitting. */
    public static final int MOST_BOOKLETS = 50;

    private final VoucherTerms terms;
    private final SheetLayout layout;

    /**
     * Prepares the sheets of one order.
     *
     * @throws IllegalArgumentException when the wording has {@link #faults}
     */
    public BookletSheets(PrintWording wording) {
        terms = wording.terms();
        layout = new SheetLayout(wording);
        if (!layout.faults().isEmpty()) {
            throw new IllegalArgumentException("a wording that cannot be printed: " + layout.faults());
        }
    }

    /** Why a wording cannot be printed; none when it can. */
    public static Set<WordingFault> faults(PrintWording wording) {
        return new SheetLayout(wording).faults();
    }

    /** Writes the PDF of at most {@link #MOST_BOOKLETS} booklets. The same booklets always give the same bytes. */
    public void writePdf(List<BookletPrint> booklets, OutputStream out) throws IOException {
        if (booklets.isEmpty() || booklets.size() > MOST_BOOKLETS) {
            throw new IllegalArgumentException(
                    "a file holds 1 to %d booklets: %d".formatted(MOST_BOOKLETS, booklets.size()));
        }
        try (var file = new SheetFile(layout, false)) {
            for (var booklet : booklets) {
                if (!booklet.terms().equals(terms)) {
                    throw new IllegalArgumentException("the QR of %s promise %s, the paper would say %s"
                            .formatted(booklet.number().serial(), booklet.terms(), terms));
                }
                file.add(
                        new SheetFile.Cover(
                                booklet.number().serial(), booklet.vouchers().size()),
                        booklet.vouchers().stream().map(SheetFile.Face::of).toList());
            }
            out.write(file.bytes());
        }
    }

    /** Writes an archive of as many PDF as the booklets need, drawing booklets from the iterator as it goes. */
    public void writeZip(Iterator<BookletPrint> booklets, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out);
        // PDF streams are compressed already.
        zip.setLevel(0);
        for (int number = 1; booklets.hasNext(); number++) {
            var batch = new ArrayList<BookletPrint>(MOST_BOOKLETS);
            while (booklets.hasNext() && batch.size() < MOST_BOOKLETS) {
                batch.add(booklets.next());
            }
            var entry = new ZipEntry("%03d-carnets-%s-a-%s.pdf"
                    .formatted(
                            number,
                            digits(batch.getFirst().number()),
                            digits(batch.getLast().number())));
            // A fixed date: the same booklets give the same archive.
            entry.setTimeLocal(LocalDateTime.of(2020, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            writePdf(batch, zip);
            zip.closeEntry();
            zip.flush();
        }
        zip.finish();
        out.flush();
    }

    private static String digits(BookletNumber number) {
        return number.serial().replace(" ", "");
    }

    /**
     * The proof of a booklet of {@code vouchers}: real wording and places, and a serial, a code and a QR of nothing.
     */
    public Proof proof(int vouchers) throws IOException {
        if (vouchers < 1 || vouchers > VoucherNumber.LAST_RANK) {
            throw new IllegalArgumentException("a booklet has 1 to 15 vouchers: " + vouchers);
        }
        try (var file = new SheetFile(layout, true)) {
            file.add(
                    new SheetFile.Cover(Specimen.BOOKLET_SERIAL, vouchers),
                    IntStream.rangeClosed(1, vouchers).mapToObj(Specimen::face).toList());
            return new Proof(file.bytes());
        }
    }

    /** What stands for numbers and codes on a proof; none can be read as a real one. */
    static final class Specimen {

        /** Booklet zero does not exist. */
        static final String BOOKLET_SERIAL = "0000 000 000";

        static final String CODE = "XXXX XXXX XXXXX";
        /** As long as a real one, so that the symbol has its real size. */
        static final String QR = "HTTPS://EXEMPLE.INVALID/Q/" + "SPECIMEN".repeat(17);

        private Specimen() {}

        static SheetFile.Face face(int rank) {
            return new SheetFile.Face("%s-%02d".formatted(BOOKLET_SERIAL, rank), CODE, QR);
        }
    }
}
