package coop.fairpass.privacy;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Durées de conservation : each kind of what is kept, why, for how long, and what becomes of it then (R-324;
 * money-and-law §19). The page « Vos données » is drawn from it, the nightly tasks take their days from it, and a test
 * asks that every table which holds something of a person is named here.
 */
public enum Kept {
    /** A person who works with the site. */
    ACCOUNT(
            "Qui travaille avec le site",
            "Nom, adresse de courriel, rôles, jour de la dernière connexion",
            "Savoir qui a fait quoi de l’argent d’autrui",
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(3),
            "la dernière connexion",
            Fate.ANONYMISED,
            "directory.person",
            "directory.membership",
            "directory.api_key",
            "access.account"),
    /** By what a person comes in; none of it is readable, or opens anything elsewhere. */
    WAY_IN(
            "Le même, pour entrer",
            "Empreinte du mot de passe, clés d’accès, secret de l’application chiffré, identité chez un fournisseur",
            "Reconnaître qui entre",
            Ground.CONTRACT,
            Period.ofYears(3),
            "la dernière connexion",
            Fate.ERASED,
            "access.password",
            "access.authenticator",
            "access.recovery_code",
            "access.passkey_holder",
            "access.passkey",
            "access.identity"),
    /** An open session; shorter with a second factor. */
    SESSION(
            "Le même, pendant qu’il est entré",
            "Navigateur et adresse réseau de chaque session ouverte",
            "Montrer les sessions ouvertes, et fermer celle qui n’est pas la bonne",
            Ground.LEGITIMATE_INTEREST,
            Period.ofDays(7),
            "l’entrée (douze heures avec un second facteur)",
            Fate.ERASED,
            "access.session",
            "access.session_attributes"),
    /** A secret address that was sent by mail; good for a week at most. */
    MAILED_LINK(
            "Qui est invité, ou change d’adresse ou de mot de passe",
            "L’adresse de courriel à laquelle un lien est parti",
            "Savoir qui a ouvert un accès à qui",
            Ground.LEGITIMATE_INTEREST,
            Period.ofDays(30),
            "l’envoi",
            Fate.ERASED,
            "access.mailed_link"),
    /** What was tried without success. */
    ATTEMPT(
            "Qui se trompe en entrant",
            "L’empreinte de ce qui fut tapé et l’adresse réseau",
            "Arrêter qui essaierait d’entrer à la place d’un autre",
            Ground.LEGITIMATE_INTEREST,
            Period.ofDays(1),
            "l’essai",
            Fate.ERASED,
            "access.failed_attempt"),
    /** What happened to accounts. */
    ACCESS_EVENT(
            "Qui a un compte",
            "Connexions, refus, changements de mot de passe ou de second facteur, et l’adresse réseau",
            "Comprendre après coup une intrusion",
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            "le fait",
            Fate.ERASED,
            "access.event"),
    /** Who read something sensitive: bank details, documents, exports. */
    READING(
            "Qui consulte ou emporte des données sensibles",
            "Qui, quand, quoi et pourquoi",
            "Répondre de l’accès aux comptes bancaires, aux pièces et aux exports",
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            "la lecture",
            Fate.ERASED,
            "privacy.reading"),
    /** Mail; its words are erased as soon as it has left. */
    LETTER(
            "À qui un courriel est écrit",
            "Adresse et objet ; le texte est effacé dès l’envoi",
            "Savoir ce qui est parti",
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            "l’envoi",
            Fate.ERASED,
            "mail.letter"),
    /** Which mails somebody wants no more. */
    MAIL_CHOICE(
            "Qui ne veut plus d’un courriel",
            "Adresse, et ce qui ne lui est plus écrit",
            "Respecter ce refus",
            Ground.LAW,
            Period.ofYears(3),
            "le refus, ou le dernier courriel",
            Fate.ERASED,
            "mail.reader",
            "mail.stopped"),
    /** A file that did not lead to a qualification. */
    REFUSED_APPLICATION(
            "Qui a demandé une qualification sans l’obtenir",
            "Le dossier et ses pièces, le représentant, les contacts, les échanges",
            "Répondre à un recours ou à une nouvelle demande",
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(2),
            "le refus, le retrait ou le dernier changement",
            Fate.ERASED,
            "qualification.application",
            "qualification.application_event",
            "qualification.application_signature",
            "qualification.application_question",
            "qualification.application_document",
            "qualification.application_decision",
            "qualification.appeal",
            "qualification.claim"),
    /** The documents of a file that did lead to one. */
    QUALIFIED_FILE(
            "Qui est qualifié",
            "Les pièces du dossier : identité de la structure, assurance, compte bancaire",
            "Vérifier que les conditions sont toujours tenues, et répondre d’une décision",
            Ground.CONTRACT,
            Period.ofYears(5),
            "la fin de la qualification",
            Fate.ERASED,
            "qualification.application_document"),
    /** A document that justifies a redemption on hold. */
    HOLD_DOCUMENT(
            "Qui justifie une validation mise en attente",
            "Le document donné, sans les noms des personnes reçues",
            "Décider de l’attente et de son recours",
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            "la décision",
            Fate.ERASED,
            "redemption.document"),
    /** A mediator whom a place's page names. */
    NAMED_MEDIATOR(
            "La médiatrice ou le médiateur nommé sur la page d’un lieu",
            "Le nom choisi, et le jour de l’accord",
            "Être nommé parce qu’on le veut, et pouvoir le prouver",
            Ground.CONSENT,
            Period.ofYears(1),
            "le retrait de l’accord, qui vaut aussitôt",
            Fate.ERASED,
            "qualification.naming_consent"),
    /** What a passer-by told of a place. */
    SIGNAL(
            "Qui signale une erreur sur la page d’un lieu",
            "Les mots écrits ; ni nom ni adresse ne sont demandés",
            "Corriger la page",
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            "la réponse",
            Fate.ERASED,
            "places.signal"),
    /** How a place of the network is reached. */
    PLACE(
            "Un lieu du réseau",
            "Téléphone et courriel d’accueil, tels que la structure les publie",
            "Que le lieu soit trouvé",
            Ground.CONTRACT,
            "Tant que la structure les publie ; elle les change elle-même",
            "directory.organisation",
            "places.place",
            "places.presentation"),
    /** A place that a public list knows. */
    LISTED_PLACE(
            "Un lieu d’une liste publique",
            "Téléphone et courriel d’accueil, tels que la liste les publie",
            "Montrer où trouver de l’aide",
            Ground.PUBLIC_INTEREST,
            Period.ofYears(1),
            "sa disparition de la liste",
            Fate.ANONYMISED,
            "places.listed"),
    /** What was not understood in a list that was brought. */
    LIST_NOTE(
            "Une liste de lieux importée",
            "Les valeurs que le programme n’a pas comprises",
            "Corriger la liste à sa source",
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            "l’import",
            Fate.ERASED,
            "places.list_note"),
    /** Who decided what, by name: decisions of the cooperative. */
    DECISION(
            "Qui décide, signe ou propose",
            "Nom et acte : décisions, conventions, chartes acceptées, propositions, procès-verbaux",
            "Prouver qui a engagé qui",
            Ground.LAW,
            "La vie de la coopérative et cinq ans ensuite",
            "tariff.rate",
            "catalogue.version",
            "catalogue.proposal",
            "catalogue.proposal_remark",
            "qualification.qualification",
            "qualification.suspension",
            "qualification.agreement",
            "qualification.charter_acceptance",
            "qualification.charter_version",
            "qualification.questionnaire_version",
            "qualification.zone_limit",
            "orders.vat_opinion"),
    /** Books and what proves them; no person but payees who work under their own name. */
    ACCOUNTING(
            "Qui commande, accepte des chèques ou est payé",
            "Factures, relevés, virements, fichiers de banque ; le titulaire d’un compte",
            "Tenir les comptes",
            Ground.LAW,
            Period.ofYears(10),
            "la clôture de l’exercice (code de commerce, art. L123-22)",
            Fate.KEPT,
            "directory.bank_account",
            "invoicing.document",
            "bank.account",
            "bank.transfer",
            "bank.payee_verification",
            "bank.payee_decision",
            "bank.payment_file",
            "bank.file",
            "bank.entry",
            "bank.entry_detail",
            "bank.announced",
            "bank.notified",
            "bank.notified_detail",
            "bank.report_line",
            "orders.payer_iban",
            "orders.voucher_order",
            "orders.transition",
            "orders.confirmation",
            "settlement.dispute",
            "settlement.claim",
            "redemption.hold",
            "redemption.appeal",
            "redemption.redemption",
            "booklets.hand_over",
            "booklets.incident",
            "booklets.print_file",
            "expiry.dispute"),
    /** Written by the program for whoever keeps the server; no table. */
    LOG(
            "Le journal technique",
            "Des numéros et des centimes ; ni nom, ni adresse, ni compte bancaire, ni code de chèque",
            "Réparer une panne",
            Ground.LEGITIMATE_INTEREST,
            "Douze mois au plus, selon le réglage du serveur");

    /** On what ground of the GDPR (article 6) it is kept. */
    public enum Ground {
        CONSENT("votre accord"),
        CONTRACT("la convention"),
        LAW("la loi"),
        PUBLIC_INTEREST("l’intérêt public"),
        LEGITIMATE_INTEREST("l’intérêt légitime");

        private final String words;

        Ground(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What becomes of it when its time is over. */
    public enum Fate {
        /** The rows go, or what they say of somebody goes. */
        ERASED("effacé"),
        /** The row stays, with an id that names nobody. */
        ANONYMISED("rendu anonyme"),
        /** Nothing goes before; what goes afterwards is decided by people. */
        KEPT("jamais effacé avant");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private final String who;
    private final String what;
    private final String why;
    private final Ground ground;
    private final Optional<Period> period;
    private final String from;
    private final Fate fate;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot change
    private final Set<String> tables;

    Kept(String who, String what, String why, Ground ground, Period period, String from, Fate fate, String... tables) {
        this.who = who;
        this.what = what;
        this.why = why;
        this.ground = ground;
        this.period = Optional.of(period);
        this.from = from;
        this.fate = fate;
        this.tables = Set.of(tables);
    }

    /** What has no day of its own: {@code howLong} says when it ends. */
    Kept(String who, String what, String why, Ground ground, String howLong, String... tables) {
        this.who = who;
        this.what = what;
        this.why = why;
        this.ground = ground;
        this.period = Optional.empty();
        this.from = howLong;
        this.fate = Fate.KEPT;
        this.tables = Set.of(tables);
    }

    public String who() {
        return who;
    }

    public String what() {
        return what;
    }

    public String why() {
        return why;
    }

    public Ground ground() {
        return ground;
    }

    public Fate fate() {
        return fate;
    }

    /** {@code schema.table}, of all that it covers. */
    public Set<String> tables() {
        return tables;
    }

    /** Whether a nightly task takes it away when its time is over. */
    public boolean isForgotten() {
        return fate != Fate.KEPT;
    }

    /**
     * For how long after the day from which it counts.
     *
     * @throws IllegalStateException when its end is no day: a page says it in words
     */
    public Period period() {
        return period.orElseThrow(() -> new IllegalStateException(name() + " ends on no day"));
    }

    /** The same in days, for a kind that is counted in days. */
    public long days() {
        return ChronoUnit.DAYS.between(LocalDate.EPOCH, LocalDate.EPOCH.plus(period()));
    }

    /** What is of an earlier day goes. */
    public LocalDate limit(LocalDate today) {
        return today.minus(period());
    }

    /** As a page says it: {@code Trois ans après la dernière connexion, puis rendu anonyme}. */
    public String howLong() {
        return period.map(length -> fate == Fate.KEPT
                        ? "%s après %s".formatted(words(length), from)
                        : "%s après %s, puis %s".formatted(words(length), from, fate.words()))
                .orElse(from);
    }

    private static String words(Period length) {
        return switch (length.toString()) {
            case "P1D" -> "Un jour";
            case "P7D" -> "Sept jours";
            case "P30D" -> "Trente jours";
            case "P1Y" -> "Un an";
            case "P2Y" -> "Deux ans";
            case "P3Y" -> "Trois ans";
            case "P5Y" -> "Cinq ans";
            case "P10Y" -> "Dix ans";
            default -> throw new IllegalStateException("no words for " + length);
        };
    }
}
