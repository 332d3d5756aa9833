package coop.fairpass.privacy;

import coop.fairpass.language.Reading;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Durées de conservation : each kind of what is kept, why, for how long, and what becomes of it then (R-324;
 * money-and-law §19). The page « Vos données » is drawn from it, the nightly tasks take their days from it, and a test
 * asks that every table which holds something of a person is named here, as {@code schema/table}: this room reads none
 * of them.
 */
@SuppressWarnings("ImmutableEnumChecker") // a Said is two texts
public enum Kept {
    /** A person who works with the site. */
    ACCOUNT(
            new Said("Qui travaille avec le site", "Whoever works with the site"),
            new Said(
                    "Nom, adresse de courriel, rôles, jour de la dernière connexion",
                    "Name, email address, roles, day when they last came in"),
            new Said("Savoir qui a fait quoi de l’argent d’autrui", "To know who did what with the money of others"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(3),
            new Said("la dernière connexion", "the day they last came in"),
            Fate.ANONYMISED,
            "directory/person",
            "directory/membership",
            "directory/api_key",
            "access/account"),
    /** By what a person comes in; none of it is readable, or opens anything elsewhere. */
    WAY_IN(
            new Said("Le même, pour entrer", "The same, to come in"),
            new Said(
                    "Empreinte du mot de passe, clés d’accès, secret de l’application chiffré,"
                            + " identité chez un fournisseur",
                    "Digest of the password, passkeys, encrypted secret of the authenticator, identity at a provider"),
            new Said("Reconnaître qui entre", "To recognise who comes in"),
            Ground.CONTRACT,
            Period.ofYears(3),
            new Said("la dernière connexion", "the day they last came in"),
            Fate.ERASED,
            "access/password",
            "access/authenticator",
            "access/recovery_code",
            "access/passkey_holder",
            "access/passkey",
            "access/identity"),
    /** An open session; shorter with a second factor. */
    SESSION(
            new Said("Le même, pendant qu’il est entré", "The same, while signed in"),
            new Said(
                    "Navigateur et adresse réseau de chaque session ouverte",
                    "Browser and network address of each open session"),
            new Said(
                    "Montrer les sessions ouvertes, et fermer celle qui n’est pas la bonne",
                    "To show open sessions, and close the one that is not right"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofDays(7),
            new Said("l’entrée (douze heures avec un second facteur)", "coming in (twelve hours with a second factor)"),
            Fate.ERASED,
            "access/session",
            "access/session_attributes"),
    /** A secret address that was sent by mail; good for a week at most. */
    MAILED_LINK(
            new Said(
                    "Qui est invité, ou change d’adresse ou de mot de passe",
                    "Whoever is invited, or changes address or password"),
            new Said(
                    "L’adresse de courriel à laquelle un lien est parti", "The email address to which a link was sent"),
            new Said("Savoir qui a ouvert un accès à qui", "To know who gave access to whom"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofDays(30),
            new Said("l’envoi", "it was sent"),
            Fate.ERASED,
            "access/mailed_link"),
    /** What was tried without success. */
    ATTEMPT(
            new Said("Qui se trompe en entrant", "Whoever makes a mistake when signing in"),
            new Said(
                    "L’empreinte de ce qui fut tapé et l’adresse réseau",
                    "The digest of what was typed, and the network address"),
            new Said(
                    "Arrêter qui essaierait d’entrer à la place d’un autre",
                    "To stop anyone who would try to come in instead of another"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofDays(1),
            new Said("l’essai", "the attempt"),
            Fate.ERASED,
            "access/failed_attempt"),
    /** What happened to accounts. */
    ACCESS_EVENT(
            new Said("Qui a un compte", "Whoever has an account"),
            new Said(
                    "Connexions, refus, changements de mot de passe ou de second facteur, et l’adresse réseau",
                    "Sign-ins, refusals, changes of password or of second factor, and the network address"),
            new Said("Comprendre après coup une intrusion", "To understand an intrusion afterwards"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            new Said("le fait", "the event"),
            Fate.ERASED,
            "access/event"),
    /** Who read something sensitive: bank details, documents, exports. */
    READING(
            new Said("Qui consulte ou emporte des données sensibles", "Whoever reads or takes away sensitive data"),
            new Said("Qui, quand, quoi et pourquoi", "Who, when, what and why"),
            new Said(
                    "Répondre de l’accès aux comptes bancaires, aux pièces et aux exports",
                    "To answer for access to bank accounts, documents and exports"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            new Said("la lecture", "the reading"),
            Fate.ERASED,
            "privacy/reading"),
    /** Mail; its words are erased as soon as it has left. */
    LETTER(
            new Said("À qui un courriel est écrit", "Whoever an email is written to"),
            new Said(
                    "Adresse et objet ; le texte est effacé dès l’envoi",
                    "Address and subject; the text is erased as soon as it is sent"),
            new Said("Savoir ce qui est parti", "To know what was sent"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            new Said("l’envoi", "it was sent"),
            Fate.ERASED,
            "mail/letter"),
    /** Which mails somebody wants no more. */
    MAIL_CHOICE(
            new Said("Qui ne veut plus d’un courriel", "Whoever wants no more of an email"),
            new Said("Adresse, et ce qui ne lui est plus écrit", "Address, and what is no longer written to it"),
            new Said("Respecter ce refus", "To respect that refusal"),
            Ground.LAW,
            Period.ofYears(3),
            new Said("le refus, ou le dernier courriel", "the refusal, or the last email"),
            Fate.ERASED,
            "mail/reader",
            "mail/stopped"),
    /** A file that did not lead to a qualification. */
    REFUSED_APPLICATION(
            new Said(
                    "Qui a demandé une qualification sans l’obtenir",
                    "Whoever asked for a qualification and did not obtain it"),
            new Said(
                    "Le dossier et ses pièces, le représentant, les contacts, les échanges",
                    "The file and its documents, the representative, the contacts, the exchanges"),
            new Said("Répondre à un recours ou à une nouvelle demande", "To answer an appeal or a new application"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(2),
            new Said("le refus, le retrait ou le dernier changement", "the refusal, the withdrawal or the last change"),
            Fate.ERASED,
            "qualification/application",
            "qualification/application_event",
            "qualification/application_signature",
            "qualification/application_question",
            "qualification/application_document",
            "qualification/application_decision",
            "qualification/appeal",
            "qualification/claim"),
    /** The documents of a file that did lead to one. */
    QUALIFIED_FILE(
            new Said("Qui est qualifié", "Whoever is qualified"),
            new Said(
                    "Les pièces du dossier : identité de la structure, assurance, compte bancaire ; les avenants, dont le représentant",
                    "The documents of the file: identity of the organisation, insurance, bank account; the amendments, with the representative"),
            new Said(
                    "Vérifier que les conditions sont toujours tenues, et répondre d’une décision",
                    "To check that the conditions still hold, and to answer for a decision"),
            Ground.CONTRACT,
            Period.ofYears(5),
            new Said("la fin de la qualification", "the end of the qualification"),
            Fate.ERASED,
            "qualification/application_document",
            "qualification/amendment"),
    /** A document that justifies a redemption on hold. */
    HOLD_DOCUMENT(
            new Said("Qui justifie une validation mise en attente", "Whoever justifies a redemption on hold"),
            new Said(
                    "Le document donné, sans les noms des personnes reçues",
                    "The document given, without the names of the people received"),
            new Said("Décider de l’attente et de son recours", "To decide on the hold and on its appeal"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            new Said("la décision", "the decision"),
            Fate.ERASED,
            "redemption/document"),
    /** A mediator whom a place's page names. */
    NAMED_MEDIATOR(
            new Said(
                    "La médiatrice ou le médiateur nommé sur la page d’un lieu",
                    "The mediator named on the page of a place"),
            new Said("Le nom choisi, et le jour de l’accord", "The name chosen, and the day of the consent"),
            new Said(
                    "Être nommé parce qu’on le veut, et pouvoir le prouver",
                    "To be named because one wants to be, and be able to prove it"),
            Ground.CONSENT,
            Period.ofYears(1),
            new Said("le retrait de l’accord, qui vaut aussitôt", "consent is withdrawn, which takes effect at once"),
            Fate.ERASED,
            "qualification/naming_consent"),
    /** What a passer-by told of a place. */
    SIGNAL(
            new Said(
                    "Qui signale une erreur sur la page d’un lieu", "Whoever reports a mistake on the page of a place"),
            new Said(
                    "Les mots écrits ; ni nom ni adresse ne sont demandés",
                    "The words written; neither name nor address is asked"),
            new Said("Corriger la page", "To correct the page"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            new Said("la réponse", "the answer"),
            Fate.ERASED,
            "places/signal"),
    /** What somebody complained of. */
    COMPLAINT(
            new Said("Qui se plaint d’un lieu", "Whoever complains of a place"),
            new Said(
                    "Les mots écrits et la réponse, sous un numéro ; ni nom ni adresse ne sont demandés",
                    "The words written and the answer, under a number; neither name nor address is asked"),
            new Said("Répondre à la personne, et veiller sur les lieux", "To answer the person, and look after places"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            new Said("la réponse", "the answer"),
            Fate.ERASED,
            "places/complaint"),
    /** What an organisation said of a listed place, and what was answered. */
    PLACE_CLAIM(
            new Said("Qui dit qu’un lieu recensé est le sien", "Whoever says that a listed place is theirs"),
            new Said("Les mots écrits et le motif de la réponse", "The words written and the reason of the answer"),
            new Said("Savoir pourquoi un lieu est à une structure", "To know why a place belongs to an organisation"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(5),
            new Said("la réponse", "the answer"),
            Fate.ERASED,
            "places/claim"),
    /** How a place of the network is reached. */
    PLACE(
            new Said("Un lieu du réseau", "A place of the network"),
            new Said(
                    "Téléphone et courriel d’accueil, tels que la structure les publie",
                    "Telephone and email of the place, as the organisation publishes them"),
            new Said("Que le lieu soit trouvé", "So that the place is found"),
            Ground.CONTRACT,
            new Said(
                    "Tant que la structure les publie ; elle les change elle-même",
                    "As long as the organisation publishes them; it changes them itself"),
            "directory/organisation",
            "places/place",
            "places/presentation"),
    /** A place that a public list knows. */
    LISTED_PLACE(
            new Said("Un lieu d’une liste publique", "A place of a public list"),
            new Said(
                    "Téléphone et courriel d’accueil, tels que la liste les publie",
                    "Telephone and email of the place, as the list publishes them"),
            new Said("Montrer où trouver de l’aide", "To show where to find help"),
            Ground.PUBLIC_INTEREST,
            Period.ofYears(1),
            new Said("sa disparition de la liste", "it disappears from the list"),
            Fate.ANONYMISED,
            "places/listed"),
    /** What was not understood in a list that was brought. */
    LIST_NOTE(
            new Said("Une liste de lieux importée", "A list of places that was imported"),
            new Said(
                    "Les valeurs que le programme n’a pas comprises", "The values that the program did not understand"),
            new Said("Corriger la liste à sa source", "To correct the list at its source"),
            Ground.LEGITIMATE_INTEREST,
            Period.ofYears(1),
            new Said("l’import", "the import"),
            Fate.ERASED,
            "places/list_note"),
    /** Who decided what, by name: decisions of the cooperative. */
    DECISION(
            new Said("Qui décide, signe ou propose", "Whoever decides, signs or proposes"),
            new Said(
                    "Nom et acte : décisions, conventions, chartes acceptées, propositions, procès-verbaux",
                    "Name and act: decisions, agreements, charters accepted, proposals, minutes"),
            new Said("Prouver qui a engagé qui", "To prove who bound whom"),
            Ground.LAW,
            new Said("La vie de la coopérative et cinq ans ensuite", "The life of the cooperative and five years more"),
            "tariff/rate",
            "winddown/decision",
            "catalogue/version",
            "catalogue/proposal",
            "catalogue/proposal_remark",
            "qualification/qualification",
            "qualification/suspension",
            "qualification/disqualification_appeal",
            "qualification/agreement",
            "qualification/charter_acceptance",
            "qualification/charter_version",
            "qualification/questionnaire_version",
            "qualification/rule_proposal",
            "qualification/rule_remark",
            "qualification/zone_limit",
            "orders/vat_opinion"),
    /** Books and what proves them; no person but payees who work under their own name. */
    ACCOUNTING(
            new Said("Qui commande, accepte des chèques ou est payé", "Whoever orders, accepts vouchers or is paid"),
            new Said(
                    "Factures, relevés, virements, fichiers de banque ; le titulaire d’un compte",
                    "Invoices, statements, credit transfers, bank files; the holder of an account"),
            new Said("Tenir les comptes", "To keep the books"),
            Ground.LAW,
            Period.ofYears(10),
            new Said(
                    "la clôture de l’exercice (code de commerce, art. L123-22)",
                    "the closing of the financial year (French commercial code, art. L123-22)"),
            Fate.KEPT,
            "directory/bank_account",
            "directory/organisation_correction",
            "invoicing/document",
            "bank/account",
            "bank/transfer",
            "bank/payee_verification",
            "bank/payee_decision",
            "bank/payment_file",
            "bank/file",
            "bank/entry",
            "bank/entry_detail",
            "bank/announced",
            "bank/notified",
            "bank/notified_detail",
            "bank/report_line",
            "orders/payer_iban",
            "orders/voucher_order",
            "orders/transition",
            "orders/confirmation",
            "orders/cancellation_ask",
            "orders/lot_cancellation",
            "settlement/dispute",
            "settlement/claim",
            "settlement/write_off",
            "redemption/hold",
            "redemption/appeal",
            "redemption/cancellation",
            "redemption/redemption",
            "booklets/hand_over",
            "booklets/incident",
            "booklets/print_file",
            "expiry/dispute"),
    /** Written by the program for whoever keeps the server; no table. */
    LOG(
            new Said("Le journal technique", "The technical log"),
            new Said(
                    "Des numéros et des centimes ; ni nom, ni adresse, ni compte bancaire, ni code de chèque",
                    "Numbers and cents; no name, no address, no bank account, no voucher code"),
            new Said("Réparer une panne", "To mend a failure"),
            Ground.LEGITIMATE_INTEREST,
            new Said("Douze mois au plus, selon le réglage du serveur", "Twelve months at most, as the server is set"));

    /** On what ground of the GDPR (article 6) it is kept. */
    public enum Ground {
        CONSENT(new Said("votre accord", "your consent")),
        CONTRACT(new Said("la convention", "the agreement")),
        LAW(new Said("la loi", "the law")),
        PUBLIC_INTEREST(new Said("l’intérêt public", "the public interest")),
        LEGITIMATE_INTEREST(new Said("l’intérêt légitime", "legitimate interest"));

        private final Said said;

        Ground(Said said) {
            this.said = said;
        }

        /** In the language of their reader. */
        public String words() {
            return said.words();
        }
    }

    /** What becomes of it when its time is over. */
    public enum Fate {
        /** The rows go, or what they say of somebody goes. */
        ERASED(new Said("effacé", "erased")),
        /** The row stays, with an id that names nobody. */
        ANONYMISED(new Said("rendu anonyme", "made anonymous")),
        /** Nothing goes before; what goes afterwards is decided by people. */
        KEPT(new Said("jamais effacé avant", "never erased before"));

        private final Said said;

        Fate(Said said) {
            this.said = said;
        }

        /** In the language of their reader. */
        public String words() {
            return said.words();
        }
    }

    private final Said who;
    private final Said what;
    private final Said why;
    private final Ground ground;
    private final Optional<Period> period;
    private final Said from;
    private final Fate fate;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot change
    private final Set<String> tables;

    Kept(Said who, Said what, Said why, Ground ground, Period period, Said from, Fate fate, String... tables) {
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
    Kept(Said who, Said what, Said why, Ground ground, Said howLong, String... tables) {
        this.who = who;
        this.what = what;
        this.why = why;
        this.ground = ground;
        this.period = Optional.empty();
        this.from = howLong;
        this.fate = Fate.KEPT;
        this.tables = Set.of(tables);
    }

    /** Of whom, in the language of whoever reads it; so are the others. */
    public String who() {
        return who.words();
    }

    public String what() {
        return what.words();
    }

    public String why() {
        return why.words();
    }

    public Ground ground() {
        return ground;
    }

    public Fate fate() {
        return fate;
    }

    /** {@code schema/table}, of all that it covers. */
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
                        ? Reading.say("%s après %s", "%s after %s").formatted(words(length), from.words())
                        : Reading.say("%s après %s, puis %s", "%s after %s, then %s")
                                .formatted(words(length), from.words(), fate.words()))
                .orElseGet(from::words);
    }

    private static String words(Period length) {
        return switch (length.toString()) {
            case "P1D" -> Reading.say("Un jour", "One day");
            case "P7D" -> Reading.say("Sept jours", "Seven days");
            case "P30D" -> Reading.say("Trente jours", "Thirty days");
            case "P1Y" -> Reading.say("Un an", "One year");
            case "P2Y" -> Reading.say("Deux ans", "Two years");
            case "P3Y" -> Reading.say("Trois ans", "Three years");
            case "P5Y" -> Reading.say("Cinq ans", "Five years");
            case "P10Y" -> Reading.say("Dix ans", "Ten years");
            default -> throw new IllegalStateException("no words for " + length);
        };
    }
}
