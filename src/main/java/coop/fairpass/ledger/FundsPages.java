package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import coop.fairpass.web.Language;
import coop.fairpass.web.MoneyBar;
import coop.fairpass.web.SafeCsv;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What anyone may read of the money held for others: how much, for whom, proved since when. */
@Controller
class FundsPages {

    /** Proofs on one page; the file has them all. */
    private static final int SHOWN = 60;

    private final SegregatedFunds funds;
    private final Clock clock;

    FundsPages(SegregatedFunds funds, Clock clock) {
        this.funds = funds;
        this.clock = clock;
    }

    @GetMapping("/fonds")
    String funds(Model model) {
        var coverage = funds.coverage();
        model.addAttribute("coverage", coverage);
        model.addAttribute("at", Language.say(clock.instant()));
        model.addAttribute("incident", funds.openIncident());
        model.addAttribute("lastProof", funds.lastProofs(1).stream().findFirst());
        model.addAttribute("bar", bar(coverage));
        return "ledger/funds";
    }

    /** What the cash is for, in the order in which people think of it. */
    private static MoneyBar bar(Coverage coverage) {
        return new MoneyBar(List.of(
                new MoneyBar.Part(
                        Language.say("Chèques en circulation", "Vouchers in circulation"),
                        "keep",
                        coverage.circulating()),
                new MoneyBar.Part(Language.say("Dû aux lieux", "Owed to places"), "owed", coverage.owedToProviders()),
                new MoneyBar.Part(
                        Language.say(
                                "Dû aux commanditaires, dons, virements revenus",
                                "Owed to payers, gifts, returned transfers"),
                        "back",
                        coverage.owedToPayers().plus(coverage.contributions()).plus(coverage.returned())),
                new MoneyBar.Part(
                        Language.say("Reçu pour des chèques pas encore actifs", "Received for vouchers not yet active"),
                        "paid",
                        coverage.held()),
                new MoneyBar.Part(
                        Language.say("Reste", "The rest"),
                        "fee",
                        coverage.sweepable(Money.ZERO).max(Money.ZERO))));
    }

    @GetMapping("/fonds/preuves")
    String proofs(Model model) {
        model.addAttribute("proofs", funds.lastProofs(SHOWN));
        model.addAttribute("broken", funds.firstBrokenProof());
        return "ledger/proofs";
    }

    /** Every proof, with what anyone needs to compute the digests again. */
    @GetMapping("/fonds/preuves.csv")
    ResponseEntity<byte[]> file() {
        var csv = new SafeCsv(
                "jour",
                "calculé à",
                "solde du compte cantonné (centimes)",
                "chèques en circulation (centimes)",
                "dû aux lieux (centimes)",
                "dons à reverser (centimes)",
                "dû aux commanditaires (centimes)",
                "virements revenus (centimes)",
                "reçu, pas encore actif (centimes)",
                "relevé de banque du",
                "relevé de la veille présent",
                "empreinte précédente",
                "empreinte");
        for (var proof : funds.lastProofs(Integer.MAX_VALUE).reversed()) {
            var coverage = proof.coverage();
            csv.row(
                    proof.on(),
                    proof.computedAt(),
                    coverage.cash().cents(),
                    coverage.circulating().cents(),
                    coverage.owedToProviders().cents(),
                    coverage.contributions().cents(),
                    coverage.owedToPayers().cents(),
                    coverage.returned().cents(),
                    coverage.held().cents(),
                    coverage.bankStatementOn().map(LocalDate::toString).orElse("-"),
                    proof.isProven(),
                    proof.previousDigest(),
                    proof.digest());
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("fairpass-preuves.csv")
                                .build()
                                .toString())
                .body(csv.bytes());
    }
}
