package coop.fairpass.qualification;

import coop.fairpass.directory.VatRegime;
import coop.fairpass.places.WorkStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Dossier : what an organisation writes to become qualified, step by step; each step may be missing until the
 * signature.
 *
 * @param answers by code of question, the rank of the answer chosen, from 0
 * @param team those who give the services, and their status
 * @param services codes of the catalogue that it means to offer
 */
public record Dossier(
        Optional<Contact> contact,
        Optional<Identity> identity,
        List<Establishment> establishments,
        Map<String, Integer> answers,
        List<Member> team,
        List<String> services,
        Optional<Representative> representative,
        Optional<Account> account) {

    /**
     * Who fills in the file.
     *
     * @param isRepresentative whether that person binds the organisation by law
     */
    public record Contact(String name, String email, String telephone, boolean isRepresentative) {}

    /**
     * Which organisation it is.
     *
     * @param finding what the register said of the number, on the day it was written
     * @param number digits of the SIRET, or the RNA, or the RIDET
     */
    public record Identity(
            IdentityKind kind,
            String number,
            RegisterFinding finding,
            String legalName,
            Optional<LegalForm> form,
            Optional<VatRegime> vatRegime,
            String street,
            String postalCode,
            String town,
            Optional<String> commune) {

        /** Whether all is written that an invoice and a contract need. */
        public boolean isWhole() {
            return !legalName.isBlank()
                    && form.isPresent()
                    && vatRegime.isPresent()
                    && !postalCode.isBlank()
                    && !town.isBlank();
        }

        Identity found(RegisterFinding said) {
            return new Identity(kind, number, said, legalName, form, vatRegime, street, postalCode, town, commune);
        }
    }

    /** By which register an organisation is known. */
    public enum IdentityKind {
        SIRET,
        RNA,
        RIDET
    }

    /** One more establishment under the same qualification. */
    public record Establishment(String siret, String name, String town) {}

    /**
     * One person, or several of the same status, who take part in services.
     *
     * @param leads whether they lead services, or help beside somebody who does
     * @param services codes of those they lead; none is all
     */
    public record Member(String label, WorkStatus status, boolean leads, List<String> services) {
        public Member {
            services = List.copyOf(services);
        }

        /** Whether a service can be led by them. */
        public boolean leadsService(String code) {
            return leads && (services.isEmpty() || services.contains(code));
        }
    }

    /** Who signs. */
    public record Representative(String name, String email, String office) {}

    /** Where the provider wants to be paid; declared to the directory when the file is signed. */
    public record Account(String iban, String holderName) {}

    /** Nothing written yet. */
    public static final Dossier EMPTY = new Dossier(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    public Dossier {
        establishments = List.copyOf(establishments);
        answers = java.util.Collections.unmodifiableMap(new TreeMap<>(answers)); // the same text for the same file
        team = List.copyOf(team);
        services = List.copyOf(services);
    }

    public Dossier with(Contact contact) {
        return new Dossier(
                Optional.of(contact), identity, establishments, answers, team, services, representative, account);
    }

    public Dossier with(Identity known, List<Establishment> others) {
        return new Dossier(contact, Optional.of(known), others, answers, team, services, representative, account);
    }

    public Dossier withAnswers(Map<String, Integer> chosen) {
        return new Dossier(contact, identity, establishments, chosen, team, services, representative, account);
    }

    public Dossier withTeam(List<Member> members, List<String> offered) {
        return new Dossier(contact, identity, establishments, answers, members, offered, representative, account);
    }

    public Dossier with(Representative person) {
        return new Dossier(contact, identity, establishments, answers, team, services, Optional.of(person), account);
    }

    public Dossier with(Account where) {
        return new Dossier(
                contact, identity, establishments, answers, team, services, representative, Optional.of(where));
    }

    /** Establishments of another SIREN than the organisation's own: they are of another organisation. */
    public List<String> establishmentsElsewhere() {
        var own = identity.filter(one -> one.kind() == IdentityKind.SIRET)
                .map(one -> one.number().substring(0, 9));
        return establishments.stream()
                .map(Establishment::siret)
                .filter(siret -> own.filter(siret::startsWith).isEmpty())
                .toList();
    }

    /** Services that nobody paid for it would lead: they cannot be paid by voucher. */
    public List<String> servicesWithoutPaidLeader() {
        return services.stream()
                .filter(code -> team.stream().noneMatch(one -> one.status().isPaid() && one.leadsService(code)))
                .toList();
    }

    /** Whether the account is declared in another name than the organisation's: a remark, no refusal. */
    public boolean isAccountHeldByAnother() {
        return account.isPresent()
                && identity.isPresent()
                && !HolderName.isNameOf(
                        account.get().holderName(), identity.get().legalName());
    }

    /** Whether somebody who is paid for it leads at least one service. */
    public boolean hasPaidLeader() {
        return team.stream().anyMatch(one -> one.leads() && one.status().isPaid());
    }
}
