package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;

import coop.fairpass.invoicing.PrintedDocument.Fact;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The other papers of the same story. */
final class SamplePrints {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final List<String> SERVICES = List.of(
            "Créer et utiliser une adresse électronique",
            "Faire une démarche administrative en ligne et en garder la preuve, accompagnement individuel",
            "Protéger ses mots de passe");

    private SamplePrints() {}

    static QuotePrint quote(Fees fees, List<InvoiceLine> extras) {
        return new QuotePrint(
                DocumentNumber.parse("D-2026-000007"),
                2,
                LocalDate.of(2026, 10, 1),
                LocalDate.of(2026, 11, 30),
                Samples.COOPERATIVE,
                Samples.PUBLIC_PAYER,
                fees,
                extras,
                List.of(
                        new Fact("Carnets", "100 carnets de 10 chèques de 10,00 €"),
                        new Fact("Périmètre", "communes de la Communauté de communes du Val d’Exemple"),
                        new Fact("Fin de validité", "31 décembre 2026, avec un mois de tolérance"),
                        new Fact("Public visé", "demandeurs d’emploi, retraités, jeunes adultes")),
                Samples.PUBLIC_REFERENCES,
                List.of("Les chèques non utilisés sont remboursés à leur valeur faciale, sans limite de durée."));
    }

    static QuotePrint quote() {
        return quote(
                Fees.of(Samples.vouchers(1_000)),
                List.of(InvoiceLine.of("Livraison en trois points", 3, cents(18_50), Samples.VAT_20)));
    }

    static OrderFormPrint orderForm() {
        var quote = quote(Fees.of(Samples.vouchers(1_000)), List.of());
        return new OrderFormPrint(
                DocumentNumber.parse("BC-2026-000004"),
                quote.number(),
                LocalDate.of(2026, 10, 9),
                "Acheteuse publique",
                quote.issuer(),
                quote.recipient(),
                quote.fees(),
                quote.terms(),
                quote.references(),
                quote.mentions());
    }

    static StatementPrint statement(int vouchers) {
        return statement(lines(vouchers, SERVICES));
    }

    /** A month in which every voucher of a day bought the same service at the same place. */
    static StatementPrint alike(int vouchers) {
        return statement(lines(vouchers, SERVICES.subList(0, 1)).stream()
                .map(line -> new StatementPrint.Line(
                        line.day(), "Le Fil, Valexemple", line.service(), line.serial(), line.faceValue()))
                .toList());
    }

    private static StatementPrint statement(List<StatementPrint.Line> lines) {
        int vouchers = lines.size();
        var fees = Fees.of(Samples.vouchers(vouchers));
        return new StatementPrint(
                DocumentNumber.parse("REL-2026-000001"),
                NOVEMBER,
                Samples.MONTH_END,
                Samples.COOPERATIVE,
                Samples.PROVIDER,
                lines,
                Money.ZERO,
                fees,
                Optional.empty(),
                List.of(),
                fees.providerReceives(),
                LocalDate.of(2026, 12, 1),
                Optional.of(DocumentNumber.parse("F-2026-000002")),
                Optional.of(new StatementPrint.Transfer(LocalDate.of(2026, 12, 1), "0189", "FP-REL-2026-000001")),
                List.of("Chaque ligne peut être contestée dans les soixante jours."));
    }

    /** A month with everything in it: two rates, a carry-over, a contribution, a set-off and a correction. */
    static StatementPrint fullStatement() {
        var fees =
                Fees.of(new FeeLine(10, cents(10_00), Rate.parsePercent("3.5"), Samples.VAT_20), Samples.vouchers(27));
        return new StatementPrint(
                DocumentNumber.parse("REL-2026-000002"),
                NOVEMBER,
                Samples.MONTH_END,
                Samples.COOPERATIVE,
                Samples.PROVIDER,
                lines(37, SERVICES),
                cents(-9_52),
                fees,
                Optional.of(new StatementPrint.Contribution(Rate.percent(1), cents(170_00), cents(1_70))),
                List.of(
                        new StatementPrint.Adjustment(
                                "Abonnement F-2026-000003, compensé avec votre accord", cents(-92_40)),
                        new StatementPrint.Adjustment(
                                "Correction : chèque 0000412-03 compté à tort en octobre", cents(9_52))),
                cents(258_74),
                LocalDate.of(2026, 12, 1),
                Optional.of(DocumentNumber.parse("F-2026-000002")),
                Optional.of(new StatementPrint.Transfer(LocalDate.of(2026, 12, 1), "0189", "FP-REL-2026-000002")),
                List.of());
    }

    private static List<StatementPrint.Line> lines(int vouchers, List<String> services) {
        return IntStream.range(0, vouchers)
                .mapToObj(i -> new StatementPrint.Line(
                        NOVEMBER.atDay(1 + i * 30 / vouchers),
                        i % 4 == 0 ? "Espace public numérique intercommunal du Haut-Val" : "Le Fil, Valexemple",
                        services.get(i % services.size()),
                        "%07d-%02d".formatted(412 + i / 10, 1 + i % 10),
                        cents(10_00)))
                .toList();
    }

    static ActivationCertificatePrint activationCertificate() {
        return new ActivationCertificatePrint(
                DocumentNumber.parse("CA-2026-000001"),
                LocalDate.of(2026, 11, 12),
                Samples.COOPERATIVE,
                Samples.PUBLIC_PAYER,
                Samples.PUBLIC_REFERENCES,
                cents(10_00),
                List.of(
                        new ActivationCertificatePrint.Lot("Lot 1, Valexemple", 60, 600, "0000412-01", "0000471-10"),
                        new ActivationCertificatePrint.Lot("Lot 2, Haut-Val", 40, 400, "0000472-01", "0000511-10")),
                List.of(new ActivationCertificatePrint.Receipt(
                        LocalDate.of(2026, 11, 10), "VIR TRESORERIE VALEXEMPLE MANDAT 4217", cents(10_000_00))),
                LocalDate.of(2026, 11, 12),
                LocalDate.of(2026, 12, 31),
                LocalDate.of(2027, 1, 31));
    }

    static JointStatementPrint jointStatement() {
        return new JointStatementPrint(
                DocumentNumber.parse("EC-2027-000001"),
                LocalDate.of(2027, 2, 7),
                LocalDate.of(2027, 3, 9),
                Samples.COOPERATIVE,
                Samples.PUBLIC_PAYER,
                Samples.PUBLIC_REFERENCES,
                cents(10_00),
                List.of(
                        new JointStatementPrint.Lot("Lot 1", 600, 600, 250, 0, 2, 1, 50, 300),
                        new JointStatementPrint.Lot("Lot 2", 400, 400, 127, 0, 0, 0, 0, 273)),
                List.of(
                        new JointStatementPrint.Outcome("Opposés : 2 chèques", List.of("0000415-03", "0000415-04")),
                        new JointStatementPrint.Outcome(
                                "Expirés : 573 chèques",
                                IntStream.range(0, 573)
                                        .mapToObj(i -> "%07d-%02d".formatted(412 + i / 10, 1 + i % 10))
                                        .toList())),
                List.of());
    }

    static UseCertificatePrint useCertificate() {
        return new UseCertificatePrint(
                DocumentNumber.parse("CU-2027-000001"),
                LocalDate.of(2027, 2, 8),
                LocalDate.of(2027, 2, 7),
                Samples.COOPERATIVE,
                Samples.PUBLIC_PAYER,
                Samples.PUBLIC_REFERENCES,
                "Communauté de communes du Val d’Exemple",
                cents(10_00),
                new UseCertificatePrint.Counts(10_000, 10_000, 5_120, 3_769, 6_231, 0),
                List.of(
                        new UseCertificatePrint.Breakdown(
                                "Par territoire",
                                "Commune",
                                UseCertificatePrint.Unit.VOUCHERS_USED,
                                List.of(
                                        new UseCertificatePrint.Row("Valexemple", Optional.of(2_500L)),
                                        new UseCertificatePrint.Row("Haut-Val", Optional.of(1_262L)),
                                        new UseCertificatePrint.Row("Autres communes", Optional.empty()))),
                        new UseCertificatePrint.Breakdown(
                                "Par public, tel que déclaré à la remise",
                                "Public",
                                UseCertificatePrint.Unit.VOUCHERS_USED,
                                List.of(
                                        new UseCertificatePrint.Row("Demandeurs d’emploi", Optional.of(1_900L)),
                                        new UseCertificatePrint.Row("Non renseigné", Optional.of(1_869L))))),
                Optional.of(new UseCertificatePrint.Share(
                        "valeur faciale utilisée",
                        cents(37_690_00),
                        Rate.percent(50),
                        cents(18_845_00),
                        Optional.empty())),
                "Chèques dont le service est daté du jour de la situation au plus tard, annulations déduites. Aucune"
                        + " donnée nominative n’est collectée.",
                Optional.of(DocumentNumber.parse("CU-2026-000004")),
                List.of("12 chèques saisis en janvier pour des services de décembre"));
    }

    static Stream<PrintedDocument> ofEachKind() {
        return Stream.of(
                quote(),
                orderForm(),
                statement(37),
                fullStatement(),
                activationCertificate(),
                jointStatement(),
                useCertificate());
    }
}
