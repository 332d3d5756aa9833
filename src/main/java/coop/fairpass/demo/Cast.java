package coop.fairpass.demo;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.VatRegime;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who plays in the demonstration, always the same. Organisations and people are named by what they do; their
 * identifiers are well formed and belong to nobody: no SIREN begins by four zeros, no bank has the code 99999.
 */
final class Cast {

    /** One organisation of the story; {@code rank} makes its identifiers. */
    record Troupe(String key, String name, OrganisationKind kind, LegalNature nature, int rank) {

        OrganisationId id() {
            return new OrganisationId(Cast.id("organisation/" + key));
        }

        /** A SIREN of nobody's with a true key. */
        Siren siren() {
            for (int key = 0; key < 10; key++) {
                var checked = Siren.check("%08d%d".formatted(rank, key)).valid();
                if (checked.isPresent()) {
                    return checked.get();
                }
            }
            throw new IllegalStateException("one digit in ten is a key");
        }

        Iban iban() {
            return Cast.iban(rank);
        }

        /** Where its mail goes, in a domain that nobody may ever own (RFC 2606). */
        String email() {
            return "contact@" + key + ".example";
        }

        /** Of its own services: a mix, as in life, without which vouchers would be taxed at sale. */
        VatRegime vatRegime() {
            if (nature == LegalNature.PUBLIC) {
                return VatRegime.OUT_OF_SCOPE;
            }
            return rank % 2 == 0 ? VatRegime.TAXABLE : VatRegime.EXEMPT;
        }
    }

    /** One person, in one organisation. */
    record Player(String key, String name, Troupe troupe, Set<Role> roles) {

        UUID id() {
            return Cast.id("person/" + key);
        }

        Actor actor() {
            return new Actor("person/" + id(), name, Optional.of(troupe.id()), roles);
        }
    }

    static final int PROVIDERS = 30;

    static final Troupe COOPERATIVE =
            new Troupe("cooperative", "Coopérative Exemple", OrganisationKind.COOPERATIVE, LegalNature.PRIVATE, 1);
    static final Troupe DEPARTMENT =
            new Troupe("department", "Département Exemple", OrganisationKind.LOCAL_AUTHORITY, LegalNature.PUBLIC, 2);
    static final Troupe COMPANY =
            new Troupe("company", "Entreprise (démonstration)", OrganisationKind.COMPANY, LegalNature.PRIVATE, 3);
    static final Troupe REGION =
            new Troupe("region", "Région (démonstration)", OrganisationKind.LOCAL_AUTHORITY, LegalNature.PUBLIC, 4);
    static final List<Troupe> DISTRIBUTORS = List.of(
            new Troupe(
                    "welfare",
                    "Centre social communal (démonstration)",
                    OrganisationKind.LOCAL_AUTHORITY,
                    LegalNature.PUBLIC,
                    11),
            new Troupe(
                    "counter",
                    "Accueil de services publics (démonstration)",
                    OrganisationKind.LOCAL_AUTHORITY,
                    LegalNature.PUBLIC,
                    12),
            new Troupe(
                    "employment",
                    "Accueil pour l’emploi (démonstration)",
                    OrganisationKind.ASSOCIATION,
                    LegalNature.PRIVATE,
                    13),
            new Troupe(
                    "neighbours",
                    "Association d’entraide (démonstration)",
                    OrganisationKind.ASSOCIATION,
                    LegalNature.PRIVATE,
                    14));

    static final Player SALES = new Player("sales", "Chargée de relations", COOPERATIVE, Set.of(Role.COOP_SALES));
    static final Player PRODUCTION =
            new Player("production", "Chargé de fabrication", COOPERATIVE, Set.of(Role.COOP_PRODUCTION));
    static final Player REVIEWER = new Player("reviewer", "Instructrice", COOPERATIVE, Set.of(Role.COOP_REVIEWER));
    static final Player CONTROLLER = new Player("controller", "Contrôleur", COOPERATIVE, Set.of(Role.COOP_CONTROLLER));
    static final Player TREASURER = new Player("treasurer", "Trésorière", COOPERATIVE, Set.of(Role.TREASURER));
    static final Player SECOND_TREASURER =
            new Player("treasurer-2", "Trésorier adjoint", COOPERATIVE, Set.of(Role.TREASURER));
    static final Player BOARD = new Player("board", "Administratrice", COOPERATIVE, Set.of(Role.BOARD, Role.COMMITTEE));
    static final Player OPERATOR = new Player("operator", "Exploitante", COOPERATIVE, Set.of(Role.OPERATOR));

    static final Player DEPARTMENT_BUYER =
            new Player("department-buyer", "Acheteuse publique", DEPARTMENT, Set.of(Role.PAYER_BUYER));
    static final Player DEPARTMENT_ACCOUNTANT =
            new Player("department-accountant", "Comptable public", DEPARTMENT, Set.of(Role.PAYER_ACCOUNTANT));
    static final Player COMPANY_BUYER = new Player(
            "company-buyer", "Responsable du mécénat", COMPANY, Set.of(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT));
    static final Player REGION_BUYER =
            new Player("region-buyer", "Cofinanceuse", REGION, Set.of(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT));

    /** Those who work at the first place beside whoever runs it, each with one role and no other. */
    static final Player STAFF = new Player("staff", "Accueillant", provider(1), Set.of(Role.PROVIDER_STAFF));

    static final Player MEDIATOR =
            new Player("mediator", "Médiatrice indépendante", provider(1), Set.of(Role.MEDIATOR));
    static final Player REPRESENTATIVE =
            new Player("representative", "Présidente", provider(1), Set.of(Role.LEGAL_REPRESENTATIVE));

    private Cast() {}

    /** A provider, from 1 to {@link #PROVIDERS}; one in three is a public body. */
    static Troupe provider(int number) {
        return new Troupe(
                "provider-" + number,
                "Structure %02d (démonstration)".formatted(number),
                number % 3 == 0 ? OrganisationKind.LOCAL_AUTHORITY : OrganisationKind.ASSOCIATION,
                number % 3 == 0 ? LegalNature.PUBLIC : LegalNature.PRIVATE,
                100 + number);
    }

    static List<Troupe> providers() {
        return IntStream.rangeClosed(1, PROVIDERS).mapToObj(Cast::provider).toList();
    }

    /** Whoever receives people at a provider, and looks after its papers. */
    static Player desk(int provider) {
        return new Player(
                "desk-" + provider,
                "Médiatrice %02d".formatted(provider),
                provider(provider),
                Set.of(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.LEGAL_REPRESENTATIVE));
    }

    static Player manager(Troupe distributor) {
        return new Player(
                "manager-" + distributor.key(), "Responsable d’accueil", distributor, Set.of(Role.DISTRIBUTOR_MANAGER));
    }

    static Player agent(Troupe distributor) {
        return new Player(
                "agent-" + distributor.key(), "Agente d’accueil", distributor, Set.of(Role.DISTRIBUTOR_AGENT));
    }

    static List<Troupe> troupes() {
        return Stream.of(
                        Stream.of(COOPERATIVE, DEPARTMENT, COMPANY, REGION),
                        DISTRIBUTORS.stream(),
                        providers().stream())
                .flatMap(all -> all)
                .toList();
    }

    static List<Player> players() {
        return Stream.of(
                        Stream.of(
                                SALES, PRODUCTION, REVIEWER, CONTROLLER, TREASURER, SECOND_TREASURER, BOARD, OPERATOR),
                        Stream.of(DEPARTMENT_BUYER, DEPARTMENT_ACCOUNTANT, COMPANY_BUYER, REGION_BUYER),
                        DISTRIBUTORS.stream()
                                .flatMap(distributor -> Stream.of(manager(distributor), agent(distributor))),
                        IntStream.rangeClosed(1, PROVIDERS).mapToObj(Cast::desk),
                        Stream.of(STAFF, MEDIATOR, REPRESENTATIVE))
                .flatMap(all -> all)
                .toList();
    }

    /** The same id each time for the same thing, so that what was done is done once. */
    static UUID id(String what) {
        return UUID.nameUUIDFromBytes(("demo/" + what).getBytes(StandardCharsets.UTF_8));
    }

    /** An account of a bank that does not exist, with true keys (RIB and IBAN). */
    static Iban iban(int account) {
        var bank = "99999";
        var desk = "00000";
        var number = "%011d".formatted(account);
        long rib = 97 - (89L * 99_999 + 3L * account) % 97;
        var bban = bank + desk + number + "%02d".formatted(rib);
        var key = BigInteger.valueOf(98).subtract(new BigInteger(bban + "152700").mod(BigInteger.valueOf(97)));
        return Iban.check("FR%02d%s".formatted(key.intValueExact(), bban)).orThrow();
    }
}
