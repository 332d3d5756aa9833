package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.Siret;
import java.util.List;
import java.util.Optional;

/** Gathers what a line says of one party, over the three elements in which banks scatter it. */
final class CamtPartyReader {

    private final XmlCursor xml;
    private final List<RowMessage> notes;

    private Optional<String> name = Optional.empty();
    private Optional<Iban> iban = Optional.empty();
    private Optional<Bic> bic = Optional.empty();
    private Optional<Siret> siret = Optional.empty();

    CamtPartyReader(XmlCursor xml, List<RowMessage> notes) {
        this.xml = xml;
        this.notes = notes;
    }

    /** {@code Dbtr}: directly until .03, then inside {@code Pty}, or {@code Agt} when the party is itself a bank. */
    void party() {
        xml.children(part -> {
            switch (part) {
                case "Nm" -> name = xml.someText();
                case "Id" -> xml.children(this::identification);
                case "Pty" -> party();
                case "Agt" -> institution();
                default -> {}
            }
        });
    }

    private void institution() {
        xml.children(part -> {
            switch (part) {
                case "FinInstnId" -> institution();
                case "Nm" -> name = xml.someText();
                default -> {}
            }
        });
    }

    /** An organisation may come with its SIRET, among other identifiers. */
    private void identification(String part) {
        if (part.equals("OrgId")) {
            xml.children(organisation -> {
                if (organisation.equals("Othr")) {
                    xml.children(other -> {
                        if (other.equals("Id") && siret.isEmpty()) {
                            siret = Siret.check(xml.text()).valid();
                        }
                    });
                }
            });
        }
    }

    /** {@code DbtrAcct}. */
    void account() {
        xml.children(part -> {
            if (part.equals("Id")) {
                xml.children(id -> {
                    if (id.equals("IBAN")) {
                        iban = iban();
                    }
                });
            }
        });
    }

    private Optional<Iban> iban() {
        var position = xml.position();
        var text = xml.text();
        var sound = Iban.check(text).valid();
        if (sound.isEmpty()) {
            xml.keep(notes, new RowMessage(position, "IBAN", text, RowProblem.COUNTERPARTY_UNREADABLE));
        }
        return sound;
    }

    /** {@code DbtrAgt}: {@code BIC} until .02, {@code BICFI} since. */
    void agent() {
        xml.children(part -> {
            switch (part) {
                case "FinInstnId" -> agent();
                case "BIC", "BICFI" -> bic = bic();
                default -> {}
            }
        });
    }

    private Optional<Bic> bic() {
        var position = xml.position();
        var text = xml.text();
        var sound = Bic.check(text).valid();
        if (sound.isEmpty()) {
            xml.keep(notes, new RowMessage(position, "BIC", text, RowProblem.COUNTERPARTY_UNREADABLE));
        }
        return sound;
    }

    Party read() {
        var party = new Party(name, iban, bic, siret);
        return party.equals(Party.UNKNOWN) ? Party.UNKNOWN : party;
    }
}
