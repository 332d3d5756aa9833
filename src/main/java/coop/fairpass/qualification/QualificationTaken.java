package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.qualification.Application.ApplicationKind;
import coop.fairpass.qualification.RequiredDocument.Given;
import coop.fairpass.web.Archive;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.TakenAway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of an organisation, what was decided of it, what it accepted and by whom its places were served. */
@Component
class QualificationTaken implements TakenAway {

    private static final String FOLDER = "qualification/";

    private final Applications applications;
    private final ApplicationDocuments documents;
    private final Questionnaires questionnaires;
    private final ReviewApplication review;
    private final DecideApplication decisions;
    private final AppealApplication appeals;
    private final SignApplication sign;
    private final ReviewDesk desk;
    private final AcceptCharter accepted;
    private final Charters charters;
    private final Agreements agreements;
    private final Amendments amendments;
    private final Organisations organisations;
    private final People people;
    private final JdbcClient jdbc;

    QualificationTaken(
            Applications applications,
            ApplicationDocuments documents,
            Questionnaires questionnaires,
            ReviewApplication review,
            DecideApplication decisions,
            AppealApplication appeals,
            SignApplication sign,
            ReviewDesk desk,
            AcceptCharter accepted,
            Charters charters,
            Agreements agreements,
            Amendments amendments,
            Organisations organisations,
            People people,
            JdbcClient jdbc) {
        this.applications = applications;
        this.documents = documents;
        this.questionnaires = questionnaires;
        this.review = review;
        this.decisions = decisions;
        this.appeals = appeals;
        this.sign = sign;
        this.desk = desk;
        this.accepted = accepted;
        this.charters = charters;
        this.agreements = agreements;
        this.amendments = amendments;
        this.organisations = organisations;
        this.people = people;
        this.jdbc = jdbc;
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public void write(OrganisationId id, Archive archive) throws IOException {
        archive.table(
                FOLDER + "decisions.csv",
                "Les décisions sur votre droit d’accepter des chèques, avec leur motif.",
                List.of("le", "décision", "motif", "par"),
                table -> desk.pastOf(id).forEach(one -> table.row(one.on(), one.what(), one.why(), one.by())));
        files(applications.of(id), archive);
        archive.table(
                FOLDER + "avenants.csv",
                "Ce que vous avez demandé de changer de votre structure, avant et après, et ce qui fut décidé.",
                List.of("avenant", "demandé le", "quoi", "avant", "après", "état", "motif"),
                table -> amendments
                        .of(id)
                        .forEach(one -> one.changes()
                                .forEach(change -> table.row(
                                        one.number(),
                                        Paris.dayOf(one.askedAt()),
                                        Sentences.french(change.field()),
                                        change.before(),
                                        change.after(),
                                        Sentences.french(one.state()),
                                        one.decided()
                                                .map(Amendment.Decided::reason)
                                                .orElse("")))));
        charters(id, archive);
        archive.table(
                FOLDER + "conventions.csv",
                "Les conventions entre vos lieux et les personnes qui y donnent des services, et celles dont vous êtes"
                        + " payés ailleurs.",
                List.of(
                        "lieu",
                        "médiateur",
                        "payé",
                        "services (rien : tous)",
                        "depuis",
                        "jusqu’avant",
                        "signée par le lieu",
                        "signée par le médiateur",
                        "arrêtée le"),
                table -> agreements(id, table));
        archive.table(
                FOLDER + "abonnements.csv",
                "Les années d’abonnement facturées ; les factures sont dans le dossier documents.",
                List.of("année à partir du", "facture"),
                table -> jdbc.sql("""
                                SELECT s.year_from, s.invoice
                                  FROM qualification.subscription s
                                  JOIN qualification.qualification q ON q.id = s.qualification
                                 WHERE q.provider = :provider
                                 ORDER BY s.year_from
                                """).param("provider", id.value()).query(row -> {
                    table.row(row.getObject("year_from", LocalDate.class), row.getString("invoice"));
                }));
    }

    private void files(List<Application> all, Archive archive) throws IOException {
        archive.table(
                FOLDER + "dossiers.csv",
                "Vos dossiers de qualification et de renouvellement.",
                List.of("dossier", "genre", "état", "commencé le", "signé le", "décidé le", "questionnaire"),
                table -> all.forEach(one -> table.row(
                        one.number(),
                        french(one.kind()),
                        Sentences.french(one.state()),
                        one.begunOn(),
                        one.submittedOn(),
                        one.decidedOn(),
                        one.questionnaire())));
        archive.folder(
                FOLDER + "dossiers",
                "Chaque dossier en entier : ce que vous avez écrit, les questions et vos réponses, les décisions et"
                        + " leurs motifs. L’IBAN est masqué.");
        for (var one : all) {
            archive.file(FOLDER + "dossiers/dossier-%d.json".formatted(one.number()), Archive.asJson(whole(one)));
        }
        archive.table(
                FOLDER + "pieces.csv",
                "Les pièces que vous avez données, et ce qui en fut décidé.",
                List.of("dossier", "pièce", "fichier", "donnée le", "décision", "motif", "valable jusqu’au", "SHA-256"),
                table -> {
                    for (var one : all) {
                        documents
                                .all(one.id())
                                .forEach(given -> table.row(
                                        one.number(),
                                        Sentences.french(given.kind()),
                                        name(one, given),
                                        Paris.dayOf(given.at()),
                                        given.decision().map(isValid -> isValid ? "valable" : "refusée"),
                                        given.reason(),
                                        given.validUntil(),
                                        given.sha256()));
                    }
                });
        archive.folder(FOLDER + "pieces", "Ces pièces, telles que vous les avez données.");
        for (var one : all) {
            for (var given : documents.all(one.id())) {
                var content = documents.content(one.id(), given.id());
                if (content.isPresent()) {
                    archive.file(
                            FOLDER + "pieces/" + name(one, given), content.get().content());
                }
            }
        }
    }

    private static String french(ApplicationKind kind) {
        return switch (kind) {
            case FIRST -> "qualification";
            case RENEWAL -> "renouvellement";
        };
    }

    private static String name(Application application, Given given) {
        return "%d-%s-%s%s"
                .formatted(
                        application.number(),
                        given.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        given.id().toString().substring(0, 8),
                        given.file().ending());
    }

    private Map<String, Object> whole(Application one) {
        var questionnaire = questionnaires.get(one.questionnaire());
        var file = one.dossier();
        var whole = new LinkedHashMap<String, Object>();
        whole.put("dossier", one.number());
        whole.put("genre", french(one.kind()));
        whole.put("etat", Sentences.french(one.state()));
        whole.put(
                "ecrit",
                file.account()
                        .map(account -> file.with(new Dossier.Account(masked(account.iban()), account.holderName())))
                        .orElse(file));
        whole.put("reponses", answers(questionnaire, file.answers()));
        whole.put(
                "evenements",
                applications.eventsOf(one.id()).stream()
                        .map(event -> Map.of(
                                "quand", Paris.french(event.at()),
                                "quoi", Sentences.french(event.kind()),
                                "mots", event.words()))
                        .toList());
        whole.put(
                "questions_posees",
                review.questionsOf(one.id()).stream()
                        .map(asked -> Map.of(
                                "le", Paris.french(asked.askedAt()),
                                "question", asked.text(),
                                "reponse", asked.answer().orElse("")))
                        .toList());
        whole.put(
                "signatures",
                sign.signaturesOf(one.id()).stream()
                        .map(signature -> Map.of(
                                "le", Paris.french(signature.at()),
                                "par", signature.name(),
                                "qualite", signature.office(),
                                "charte", signature.charter()))
                        .toList());
        whole.put(
                "decisions",
                decisions.decisionsOn(one.id()).stream()
                        .map(decision -> Map.of(
                                "le", Paris.french(decision.at()),
                                "decision", Sentences.french(decision.kind()),
                                "motif", decision.reason(),
                                "question_par_question", decision.perQuestion(),
                                "instance", decision.body(),
                                "proces_verbal", decision.minutes(),
                                "par", decision.byName()))
                        .toList());
        whole.put(
                "recours",
                appeals.appealsOf(one.id()).stream()
                        .map(appeal -> Map.of("le", Paris.french(appeal.at()), "mots", appeal.words()))
                        .toList());
        return whole;
    }

    private static String masked(String iban) {
        return Iban.check(iban).valid().map(Iban::masked).orElse("");
    }

    /** Each question that was answered, with the words of the answer that was chosen. */
    private static Map<String, String> answers(Questionnaire questionnaire, Map<String, Integer> chosen) {
        var words = new LinkedHashMap<String, String>();
        questionnaire
                .blocking()
                .forEach(question -> Optional.ofNullable(chosen.get(question.code()))
                        .ifPresent(rank -> words.put(
                                question.code() + " " + question.text(), rank == Questionnaire.YES ? "oui" : "non")));
        questionnaire
                .questions()
                .forEach(question -> Optional.ofNullable(chosen.get(question.code()))
                        .filter(rank -> rank >= 0 && rank < question.choices().size())
                        .ifPresent(rank -> words.put(
                                question.code() + " " + question.text(),
                                question.choices().get(rank).text())));
        return words;
    }

    private void charters(OrganisationId id, Archive archive) throws IOException {
        var all = accepted.of(id);
        archive.table(
                FOLDER + "chartes.csv",
                "Les versions de la charte que vous avez acceptées.",
                List.of("version", "au titre de", "acceptée", "par", "SHA-256 du texte"),
                table -> all.forEach(one -> table.row(
                        one.version(),
                        Sentences.french(one.capacity()),
                        Paris.french(one.at()),
                        one.name(),
                        one.sha256())));
        for (int version : all.stream()
                .map(AcceptCharter.Acceptance::version)
                .distinct()
                .sorted()
                .toList()) {
            archive.file(
                    FOLDER + "charte-version-%d.txt".formatted(version),
                    "Son texte.",
                    out -> out.write(text(charters.get(version)).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String text(Charter charter) {
        return charter.title()
                + "\n\n"
                + charter.articles().stream()
                        .map(article ->
                                "Article %d. %s\n%s\n".formatted(article.number(), article.title(), article.text()))
                        .collect(Collectors.joining("\n"));
    }

    private void agreements(OrganisationId id, Archive.Table table) {
        agreements.concerning(id).forEach(one -> {
            var terms = one.agreement().terms();
            table.row(
                    one.place(),
                    people.nameOf(terms.mediator()),
                    organisations.find(terms.paid()).map(Organisation::legalName),
                    terms.services().stream().map(ServiceCode::value).sorted().collect(Collectors.joining(" ")),
                    terms.validFrom(),
                    terms.validUntil(),
                    one.agreement().signedByPlaceOn(),
                    one.agreement().signedByMediatorOn(),
                    one.agreement().endedOn());
        });
    }
}
