package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Une pièce imprimée ne se contredit pas")
class PrintedDocumentSpec {

    @Nested
    @DisplayName("relevé de contrepaiement")
    class Statement {

        @ParameterizedTest(name = "R-144 : {0} chèques paient {1} centimes")
        @CsvSource({"1, 952", "37, 35224", "1000, 952000"})
        void pays_what_the_essay_says(int vouchers, long net) {
            assertThat(SamplePrints.statement(vouchers).net()).isEqualTo(cents(net));
        }

        @Test
        @DisplayName("le net est ce que font les parties, et les frais portent sur les chèques listés")
        void the_net_is_what_the_parts_make() {
            var sound = SamplePrints.statement(37);
            assertThat(sound.formula().replace('\u00a0', ' ')).isEqualTo("370,00 € − 14,80 € − 2,96 € = 352,24 €");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(sound, sound.lines(), sound.fees(), cents(352_25), sound.transfer()))
                    .withMessageContaining("the net is what the parts make");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            with(sound, sound.lines().subList(1, 37), sound.fees(), sound.net(), sound.transfer()))
                    .withMessageContaining("the fee bears on the vouchers listed");
        }

        @Test
        @DisplayName("T17 : report de −9,52 € et un chèque : net nul, rien n’est viré")
        void nothing_is_transferred_for_nothing() {
            var one = SamplePrints.statement(1);
            var carried = carrying(one, cents(-9_52), Money.ZERO, Optional.empty());
            assertThat(carried.formula().replace('\u00a0', ' '))
                    .isEqualTo("-9,52 € + 10,00 € − 0,40 € − 0,08 € = 0,00 €");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> carrying(one, cents(-9_52), Money.ZERO, one.transfer()))
                    .withMessageContaining("only a positive net is transferred");
        }

        @Test
        @DisplayName("une contribution est son taux de ce qui est éligible (T3)")
        void a_contribution_is_its_rate() {
            assertThat(new StatementPrint.Contribution(Rate.percent(1), cents(86_38), cents(86)).amount())
                    .isEqualTo(cents(86));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StatementPrint.Contribution(Rate.percent(1), cents(86_38), cents(87)));
        }

        private StatementPrint carrying(
                StatementPrint of, Money carriedOver, Money net, Optional<StatementPrint.Transfer> transfer) {
            return new StatementPrint(
                    of.number(),
                    of.month(),
                    of.issuedOn(),
                    of.issuer(),
                    of.recipient(),
                    of.lines(),
                    carriedOver,
                    of.fees(),
                    of.contribution(),
                    of.adjustments(),
                    net,
                    of.dueOn(),
                    of.feeInvoice(),
                    transfer,
                    of.mentions());
        }

        private StatementPrint with(
                StatementPrint of,
                List<StatementPrint.Line> lines,
                Fees fees,
                Money net,
                Optional<StatementPrint.Transfer> transfer) {
            return new StatementPrint(
                    of.number(),
                    of.month(),
                    of.issuedOn(),
                    of.issuer(),
                    of.recipient(),
                    lines,
                    of.carriedOver(),
                    fees,
                    of.contribution(),
                    of.adjustments(),
                    net,
                    of.dueOn(),
                    of.feeInvoice(),
                    transfer,
                    of.mentions());
        }
    }

    @Test
    @DisplayName("R-005 : un chèque de 10,00 € : 10,40 € HT, 10,48 € à payer")
    void the_quote_adds_up() {
        var quote = SamplePrints.quote(Fees.of(Samples.vouchers(1)), List.of());
        assertThat(quote.beforeVat()).isEqualTo(cents(10_40));
        assertThat(quote.toPay()).isEqualTo(cents(10_48));
    }

    @Test
    @DisplayName("aucun chèque n’est activé sans son argent")
    void no_voucher_is_activated_without_its_money() {
        var sound = SamplePrints.activationCertificate();
        assertThat(sound.activated()).isEqualTo(sound.funded());
        var tooLittle = new ActivationCertificatePrint.Receipt(sound.issuedOn(), "VIR", cents(9_999_99));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActivationCertificatePrint(
                        sound.number(),
                        sound.issuedOn(),
                        sound.issuer(),
                        sound.recipient(),
                        sound.references(),
                        sound.faceValue(),
                        sound.lots(),
                        List.of(tooLittle),
                        sound.activatedOn(),
                        sound.validUntil(),
                        sound.lastDay()))
                .withMessageContaining("no voucher is activated without its money");
    }

    @Test
    @DisplayName("R-046 : un chèque en attente n’est pas dans l’avoir ; on n’utilise pas plus qu’on n’active")
    void a_held_voucher_is_not_credited() {
        var lot = new JointStatementPrint.Lot("Lot", 10, 10, 3, 2, 0, 0, 0, 5);
        var sound = SamplePrints.jointStatement();
        var print = new JointStatementPrint(
                sound.number(),
                sound.issuedOn(),
                sound.answerBy(),
                sound.issuer(),
                sound.recipient(),
                sound.references(),
                cents(10_00),
                List.of(lot),
                List.of(),
                List.of());
        assertThat(print.credit()).isEqualTo(cents(50_00));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JointStatementPrint.Lot("Lot", 10, 10, 9, 2, 0, 0, 0, 0));
    }

    @Test
    @DisplayName("R-052 : une part qui n’est pas son taux de l’assiette dit pourquoi")
    void a_share_is_its_rate_or_says_why() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UseCertificatePrint.Share(
                        "valeur faciale utilisée", cents(37_690_00), Rate.percent(50), cents(0), Optional.empty()));
        assertThat(new UseCertificatePrint.Share(
                                "valeur faciale utilisée",
                                cents(37_690_00),
                                Rate.percent(50),
                                cents(0),
                                Optional.of("49,9 % de public cible, pour 50 % demandés"))
                        .amount())
                .isEqualTo(Money.ZERO);
    }

    @ParameterizedTest(name = "« {0} » se coupe en {1}")
    @CsvSource({
        "'Val d’Exemple', 'Val |d’Exemple'",
        "'Haut-Val et Bas-Val', 'Haut-|Val |et |Bas-|Val'",
        "'0000412-01 0000412-02', '0000412-01 |0000412-02'",
        "'Total : 3 € !', 'Total : |3 € !'",
        "'dit « oui » net', 'dit |« oui » |net'",
        "'mot', 'mot'",
        "'', ''",
    })
    void lines_are_cut_the_french_way(String text, String pieces) {
        var breaker = new FrenchLineBreaker();
        breaker.setText(text);
        var cut = new StringBuilder();
        int from = 0;
        for (int to = breaker.next(); to >= 0; to = breaker.next()) {
            cut.append(from == 0 ? "" : "|").append(text, from, to);
            from = to;
        }
        assertThat(cut).hasToString(pieces);
    }
}
