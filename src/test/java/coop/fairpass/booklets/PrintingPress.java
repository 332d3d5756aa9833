package coop.fairpass.booklets;

import static coop.fairpass.money.Money.cents;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;

/** An instance that prints: its keys, an order with everything on it, one with nothing, and their booklets. */
final class PrintingPress {

    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    static final Generation FIRST = new Generation(1);
    static final VoucherTerms TERMS =
            new VoucherTerms(cents(10_00), LocalDate.of(2026, 12, 1), LocalDate.of(2027, 5, 31));
    static final PrintWording.Cooperative COOPERATIVE =
            new PrintWording.Cooperative("Coopérative Exemple", "09 70 00 00 00", "cheques.exemple.coop");

    final VoucherKeys keys;
    private final VoucherQr qr;

    PrintingPress(Path directory) {
        keys = VoucherKeys.create(directory.resolve("cles"), "cheques.exemple.coop", NOW);
        qr = new VoucherQr("https://cheques.exemple.coop", keys);
    }

    BookletPrint booklet(long number, int vouchers) {
        return qr.booklet(FIRST, new BookletNumber(number), vouchers, TERMS);
    }

    Iterator<BookletPrint> booklets(int count, int vouchers) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> booklet(number, vouchers))
                .iterator();
    }

    static PrintWording bare() {
        return wording("Département", "", PrintWording.Restrictions.NONE);
    }

    static PrintWording full() {
        return new PrintWording(
                new PrintWording.Payer(
                        "Communauté d’agglomération de Lens-Liévin",
                        "Près de chez vous, des personnes vous aident, à votre rythme.",
                        Optional.of(logo(png(1_200, 500)))),
                COOPERATIVE,
                TERMS,
                new PrintWording.Restrictions(
                        true,
                        Optional.of("36 communes de l’agglomération"),
                        Optional.of("personnes en recherche d’emploi"),
                        Optional.of("« Premiers pas »"),
                        true));
    }

    static PrintWording wording(String payer, String message, PrintWording.Restrictions restrictions) {
        return new PrintWording(
                new PrintWording.Payer(payer, message, Optional.empty()), COOPERATIVE, TERMS, restrictions);
    }

    static Logo logo(byte[] file) {
        return switch (Logo.read(file)) {
            case Logo.Reading.Read(var logo) -> logo;
            case Logo.Reading.Refused(var fault) -> throw new IllegalStateException(fault.name());
        };
    }

    static byte[] png(int width, int height) {
        return image("png", new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
    }

    static byte[] jpeg(int width, int height) {
        return image("jpeg", new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private static byte[] image(String format, BufferedImage image) {
        var canvas = image.createGraphics();
        canvas.setColor(Color.BLUE);
        canvas.fillOval(0, 0, image.getWidth(), image.getHeight());
        canvas.dispose();
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file.toByteArray();
    }
}
