package coop.fairpass.creditors;

import coop.fairpass.booklets.SignText;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.calendar.Paris;
import coop.fairpass.web.SafeCsv;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Sha256;
import coop.fairpass.web.Zip;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Dossier de ce qui est dû : claims by provider, unused value by payer, and a signed proof of funds, in one archive
 * that is read and verified without us. The same debts make the same bytes.
 */
@Component
public class DebtFile {

    static final String PROOF = "preuve-de-fonds.txt";
    static final String CLAIMS = "creances-des-lieux.csv";
    static final String HELD = "cheques-en-attente.csv";
    static final String UNUSED = "valeur-non-utilisee.csv";
    static final String PARKED = "recu-a-identifier.csv";
    static final String ALL = "tout.json";
    static final String KEYS = "cles-publiques.json";
    static final String READ_ME = "LISEZMOI.txt";

    /** The archive. */
    @SuppressWarnings("ArrayRecordComponent") // a file on its way to a reader: nobody compares it
    public record Archive(String name, byte[] content) {}

    private final SignText signText;
    private final VoucherKeys keys;

    DebtFile(SignText signText, VoucherKeys keys) {
        this.signText = signText;
        this.keys = keys;
    }

    public Archive of(Debts debts) {
        var files = new TreeMap<String, byte[]>();
        files.put(CLAIMS, claims(debts));
        files.put(HELD, held(debts));
        files.put(UNUSED, unused(debts));
        files.put(PARKED, parked(debts));
        files.put(ALL, DebtJson.of(debts));
        var proof = signText.sign(FundsProof.text(debts, digests(files)));
        files.put(PROOF, proof);
        files.put(KEYS, keys.publicKeys().json().getBytes(StandardCharsets.UTF_8));
        files.putAll(PublicKeyFiles.of(keys.publicKeys().json()));
        files.put(READ_ME, ReadMe.text(debts).getBytes(StandardCharsets.UTF_8));
        return new Archive("fairpass-dossier-%s.zip".formatted(Paris.dayOf(debts.at())), Zip.of(files));
    }

    private static byte[] claims(Debts debts) {
        var table = new SafeCsv(
                "lieu",
                "nom",
                "SIREN",
                "nature",
                "relevé",
                "mois",
                "état",
                "chèques",
                "valeur faciale (centimes)",
                "frais HT (centimes)",
                "TVA (centimes)",
                "don (centimes)",
                "compensation (centimes)",
                "correction (centimes)",
                "report (centimes)",
                "dû par les livres (centimes)",
                "à payer le");
        for (var claim : debts.claims()) {
            table.row(
                    claim.provider().code(),
                    claim.provider().name(),
                    claim.provider().siren(),
                    Sentences.french(claim.kind()),
                    claim.reference(),
                    claim.month().map(YearMonth::toString).orElse(""),
                    claim.state(),
                    claim.vouchers(),
                    claim.face().cents(),
                    claim.fee().cents(),
                    claim.vat().cents(),
                    claim.contribution().cents(),
                    claim.setOff().cents(),
                    claim.correction().cents(),
                    claim.carriedIn().cents(),
                    claim.owed().cents(),
                    claim.dueOn().map(LocalDate::toString).orElse(""));
        }
        return table.bytes();
    }

    private static byte[] held(Debts debts) {
        var table = new SafeCsv("lieu", "nom", "SIREN", "commande", "chèques", "valeur faciale (centimes)");
        for (var one : debts.held()) {
            table.row(
                    one.provider().code(),
                    one.provider().name(),
                    one.provider().siren(),
                    one.order(),
                    one.vouchers(),
                    one.face().cents());
        }
        return table.bytes();
    }

    private static byte[] unused(Debts debts) {
        var table = new SafeCsv(
                "commanditaire",
                "nom",
                "SIREN",
                "commande",
                "lot",
                "nature",
                "compte des livres",
                "chèques",
                "valeur (centimes)");
        for (var one : debts.unused()) {
            table.row(
                    one.payer().code(),
                    one.payer().name(),
                    one.payer().siren(),
                    one.order(),
                    one.lot().isPresent() ? one.lot().getAsInt() : "",
                    Sentences.french(one.kind()),
                    one.kind().group().accounts(),
                    one.vouchers(),
                    one.value().cents());
        }
        return table.bytes();
    }

    private static byte[] parked(Debts debts) {
        var table = new SafeCsv("ligne de banque", "comptabilisée le", "montant (centimes)");
        for (var one : debts.parked()) {
            table.row(one.entry(), one.bookedOn(), one.owed().cents());
        }
        return table.bytes();
    }

    private static SortedMap<String, String> digests(Map<String, byte[]> files) {
        var digests = new TreeMap<String, String>();
        files.forEach((name, content) -> digests.put(name, Sha256.of(content)));
        return digests;
    }
}
