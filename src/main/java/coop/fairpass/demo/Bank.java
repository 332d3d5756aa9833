package coop.fairpass.demo;

import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.CamtVersion;
import coop.fairpass.bank.HandedOutFile;
import coop.fairpass.bank.ImportBankFile;
import coop.fairpass.bank.Party;
import coop.fairpass.bank.SimulatedBank;
import coop.fairpass.demo.Cast.Troupe;
import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Both ends of the line with the bank: what others pay, the files we give, the files we read back. */
@Component
class Bank {

    private final SimulatedBank bank;
    private final ImportBankFile importFile;
    private final Clock clock;

    Bank(SimulatedBank bank, ImportBankFile importFile, Clock clock) {
        this.bank = bank;
        this.importFile = importFile;
        this.clock = clock;
    }

    /** A payer pays one of our accounts. */
    void receive(Iban account, LocalDate on, Money amount, Troupe payer, String text) {
        bank.receive(account, on, amount, Party.named(payer.name(), payer.iban()), text);
    }

    void willReturn(String endToEndId, String reason, int days) {
        bank.willReturn(endToEndId, reason, days);
    }

    /** Whether a payment file, which goes by its message id, was already given to the bank. */
    boolean has(HandedOutFile file) {
        return bank.hasReceived(file.name().replaceFirst("\\.xml$", ""));
    }

    /** Gives a payment file to the bank, and reads its answer. */
    void submit(HandedOutFile file) {
        var bytes = new ByteArrayOutputStream();
        try {
            file.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but in memory
        }
        read("reponse-" + file.name(), bank.submit(bytes.toByteArray(), clock.instant()));
    }

    /** The bank states a day of each account, and the treasurer reads it. */
    void state(LocalDate day) {
        state("cantonne", Stage.SEGREGATED, day);
        state("exploitation", Stage.OPERATING, day);
    }

    private void state(String name, Iban account, LocalDate day) {
        // One bank still answers in the older version: both are read every day of the story.
        var version = account.equals(Stage.SEGREGATED) ? CamtVersion.V08 : CamtVersion.V02;
        read("releve-%s-%s.xml".formatted(name, day), bank.statement(account, day, version));
    }

    private void read(String name, byte[] file) {
        var reading = UUID.nameUUIDFromBytes(("demo/reading/" + name).getBytes(StandardCharsets.UTF_8));
        try {
            var outcome = importFile.handle(
                    new ImportBankFile.Command(reading, name, new ByteArrayInputStream(file), Cast.TREASURER.actor()));
            var report = Refused.unless(ImportBankFile.Outcome.Imported.class, "read " + name, outcome)
                    .report();
            if (report.count(LineOutcome.REFUSED) > 0) {
                throw new Refused("read " + name, report.lines(LineOutcome.REFUSED));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read but from memory
        }
    }
}
