package coop.fairpass.qualification;

import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.CatalogueVersion;
import coop.fairpass.catalogue.Service;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Checked;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.IdentifierProblem;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.RegisterOrganisation.OrganisationReason;
import coop.fairpass.directory.Rna;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.qualification.Dossier.IdentityKind;
import coop.fairpass.qualification.EstablishmentRegister.Entry;
import coop.fairpass.territory.Territories;
import coop.fairpass.territory.Town;
import coop.fairpass.upload.GivenFile;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Devenir prestataire : a file is begun by anybody, kept at each step, left and found again at its address, and
 * followed to the decision.
 */
@Controller
@RequestMapping("/devenir")
class ApplicantPages {

    private static final int LONGEST = 2_000;

    /** Rows of the form of the team: those who lead are few, and a row may stand for several people. */
    static final int TEAM_ROWS = 6;

    private static final int MOST_ESTABLISHMENTS = 50;
    private static final int MOST_SERVICES = 500;

    /** Establishments of a SIREN among which one is chosen; of more, the SIRET is typed. */
    static final int MOST_PROPOSED = 50;

    private final ApplicantDesk desk;
    private final BeginApplication begin;
    private final SaveStep save;
    private final SignApplication sign;
    private final ReviewApplication review;
    private final AppealApplication appeals;
    private final ClaimAccess claims;
    private final ApplicationDocuments documents;
    private final EstablishmentRegister register;
    private final LookUpEstablishment lookUp;
    private final Territories territories;
    private final Catalogue catalogue;
    private final Applications applications;
    private final PlaceAsked placeAsked;

    ApplicantPages(
            ApplicantDesk desk,
            BeginApplication begin,
            SaveStep save,
            SignApplication sign,
            ReviewApplication review,
            AppealApplication appeals,
            ClaimAccess claims,
            ApplicationDocuments documents,
            EstablishmentRegister register,
            LookUpEstablishment lookUp,
            Territories territories,
            Catalogue catalogue,
            Applications applications,
            PlaceAsked placeAsked) {
        this.desk = desk;
        this.begin = begin;
        this.save = save;
        this.sign = sign;
        this.review = review;
        this.appeals = appeals;
        this.claims = claims;
        this.documents = documents;
        this.register = register;
        this.lookUp = lookUp;
        this.territories = territories;
        this.catalogue = catalogue;
        this.applications = applications;
        this.placeAsked = placeAsked;
    }

    // ── Beginning ────────────────────────────────────────────────────────────────────────────────────────────────

    /** @param lieu the listed place from whose page somebody comes, to be remembered */
    @GetMapping
    String start(@RequestParam(defaultValue = "") String lieu, Optional<Actor> by, Model model) {
        model.addAttribute("place", placeAsked.find(idOf(lieu)));
        model.addAttribute("secret", begin.newSecret());
        model.addAttribute("newId", UUID.randomUUID().toString());
        boolean applies = by.filter(one -> Applications.appliesFor(one, one.organisation()))
                .isPresent();
        model.addAttribute("applies", applies);
        model.addAttribute(
                "own",
                by.filter(_ -> applies)
                        .flatMap(Actor::organisation)
                        .map(applications::of)
                        .orElse(List.of()));
        told(model);
        return "qualification/start";
    }

    private static Optional<UUID> idOf(String written) {
        return new Checks().optionalId("lieu", written);
    }

    @PostMapping
    String begin(
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String lieu,
            RedirectAttributes after) {
        return switch (begin.byStranger(secret, idOf(lieu))) {
            case ApplicationOutcome.Done _ -> "redirect:/devenir/" + secret;
            case ApplicationOutcome.Refused(var reason) -> back(after, "/devenir", Told.refused(reason, Map.of()));
        };
    }

    @PostMapping("/ma-structure")
    String beginForOwn(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String lieu,
            Actor by,
            RedirectAttributes after) {
        var checks = new Checks();
        var application = checks.id("id", id);
        checks.orThrow();
        return switch (begin.forOwn(new ApplicationId(application), by, idOf(lieu))) {
            case ApplicationOutcome.Done(var begun) -> "redirect:/devenir/" + begun.id();
            case ApplicationOutcome.Refused(var reason) -> back(after, "/devenir", Told.refused(reason, Map.of()));
        };
    }

    // ── The file, and its steps ──────────────────────────────────────────────────────────────────────────────────

    @GetMapping("/{key}")
    String file(@PathVariable String key, Optional<Actor> by, Model model) {
        model.addAttribute("page", desk.page(desk.open(key, by), told(model)));
        return "qualification/file";
    }

    /** @param siren whose establishments are proposed, on the page of the organisation */
    @GetMapping("/{key}/{path}")
    String step(
            @PathVariable String key,
            @PathVariable String path,
            @RequestParam(defaultValue = "") String siren,
            Optional<Actor> by,
            Model model) {
        var step = Step.of(path).orElseThrow(ProblemException::notFound);
        var opened = desk.open(key, by);
        model.addAttribute("page", desk.page(opened, told(model)));
        switch (step) {
            case ORGANISATION -> {
                model.addAttribute("establishments", proposed(siren));
                model.addAttribute("mostProposed", MOST_PROPOSED);
            }
            case TEAM -> model.addAttribute("services", services());
            case CONTACT, QUESTIONS, REPRESENTATIVE, DOCUMENTS, ACCOUNT -> {
                // All that these show is in the file.
            }
        }
        return "qualification/step-" + step.name().toLowerCase(java.util.Locale.ROOT);
    }

    private List<Service> services() {
        return catalogue
                .on(applications.today())
                .map(CatalogueVersion::edition)
                .map(catalogue::servicesOf)
                .orElse(List.of());
    }

    @PostMapping("/{key}/vous")
    String contact(
            @PathVariable String key,
            @RequestParam Map<String, String> sent,
            Optional<Actor> by,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var checks = new Checks();
        var name = checks.text("name", sent.get("name"), 200);
        var email = email(checks, "email", sent.get("email"));
        var telephone = checks.identifier("telephone", sent.get("telephone"), Telephone::check);
        boolean represents = "yes".equals(sent.get("represents"));
        if (!sent.containsKey("represents")) {
            checks.refuse("represents", WebReason.FIELD_MISSING);
        }
        var path = opened.path(Step.CONTACT);
        if (!checks.errors().isEmpty()) {
            return back(after, path, Told.refused(checks, sent));
        }
        var contacted = save.contact(
                opened.application().id(),
                new Dossier.Contact(
                        name, email, telephone.map(Telephone::international).orElse(""), represents),
                opened.isByLink() ? Optional.of(opened.key()) : Optional.empty());
        return done(
                after,
                path,
                contacted.outcome(),
                contacted.isMailed()
                        ? Language.say(
                                        "C’est enregistré. L’adresse de ce dossier part à %s.",
                                        "Saved. The address of this file is on its way to %s.")
                                .formatted(email)
                        : Language.say("C’est enregistré.", "Saved."),
                sent);
    }

    private static String email(Checks checks, String field, @Nullable String written) {
        var email = checks.text(field, written, 254);
        if (!email.equals("?") && !RegisterOrganisation.looksLikeEmail(email)) {
            checks.refuse(field, OrganisationReason.EMAIL_INVALID);
        }
        return email;
    }

    /** The number alone: what it leads to is shown before anything else is asked. */
    @PostMapping("/{key}/structure/numero")
    String number(
            @PathVariable String key,
            @RequestParam Map<String, String> sent,
            Optional<Actor> by,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var checks = new Checks();
        var kind = checks.choice("kind", sent.get("kind"), IdentityKind.class, IdentityKind.SIRET);
        var written = sent.getOrDefault("number", "");
        if (kind == IdentityKind.SIRET) {
            var siren = Siren.check(written).valid();
            var known = siren.flatMap(lookUp::siretOf);
            if (known.isPresent()) {
                written = known.get().digits(); // it leads to the people who have it
            } else if (siren.isPresent()) {
                if (!register.of(siren.get()).isEmpty()) {
                    return "redirect:" + opened.path(Step.ORGANISATION) + "?siren="
                            + siren.get().digits();
                }
                checks.refuse("number", ApplicantProblem.SIREN_ALONE);
            } else if (Siren.check(written) instanceof Checked.Invalid<Siren>(var problem)
                    && problem == IdentifierProblem.SIREN_KEY) {
                checks.refuse("number", IdentifierProblem.SIREN_KEY); // nine digits: of what was meant
            }
        }
        var number = checks.errors().isEmpty() ? number(checks, kind, written) : "";
        if (kind == IdentityKind.SIRET
                && checks.errors().isEmpty()
                && Siret.of(number).siren().valid().isEmpty()) {
            checks.refuse("number", ApplicantProblem.SIREN_INSIDE); // it could not be signed: said now
        }
        var entry = kind == IdentityKind.SIRET && checks.errors().isEmpty()
                ? register.find(Siret.of(number))
                        .filter(one -> one.state() == EstablishmentRegister.EstablishmentState.ACTIVE)
                : Optional.<Entry>empty();
        return saved(after, opened, Step.ORGANISATION, checks, sent, dossier -> {
            var known = dossier.identity();
            return dossier.with(
                    new Dossier.Identity(
                            kind,
                            number,
                            RegisterFinding.UNKNOWN,
                            entry.map(Entry::legalName)
                                    .or(() -> known.map(Dossier.Identity::legalName))
                                    .orElse(""),
                            known.flatMap(Dossier.Identity::form),
                            known.flatMap(Dossier.Identity::vatRegime),
                            entry.map(Entry::street)
                                    .or(() -> known.map(Dossier.Identity::street))
                                    .orElse(""),
                            entry.map(Entry::postalCode)
                                    .or(() -> known.map(Dossier.Identity::postalCode))
                                    .orElse(""),
                            entry.map(Entry::town)
                                    .or(() -> known.map(Dossier.Identity::town))
                                    .orElse(""),
                            entry.isPresent()
                                    ? commune(
                                            entry.get().postalCode(),
                                            entry.get().town())
                                    : known.flatMap(Dossier.Identity::commune)),
                    dossier.establishments());
        });
    }

    /** Those of a SIREN, open ones first, and no more than a page holds: La Poste has thousands. */
    private List<Entry> proposed(String siren) {
        return Siren.check(siren).valid().map(register::of).orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(
                        one -> one.state() == EstablishmentRegister.EstablishmentState.CLOSED ? 1 : 0))
                .limit(MOST_PROPOSED)
                .toList();
    }

    private static String number(Checks checks, IdentityKind kind, String written) {
        return switch (kind) {
            case SIRET ->
                checks.identifier("number", written, Siret::check)
                        .map(Siret::digits)
                        .orElse("");
            case RNA ->
                checks.identifier("number", written, Rna::check).map(Rna::value).orElse("");
            case RIDET -> {
                var ridet = Ridet.check(written);
                if (ridet.isEmpty()) {
                    checks.refuse("number", written.isBlank() ? WebReason.FIELD_MISSING : WebReason.FIELD_INVALID);
                }
                yield ridet.map(Ridet::value).orElse("");
            }
        };
    }

    private Optional<String> commune(String postalCode, String town) {
        return PostalCode.check(postalCode)
                .valid()
                .map(code -> new Town(code, town))
                .flatMap(where ->
                        Optional.ofNullable(territories.locate(List.of(where)).get(where)))
                .map(coop.fairpass.directory.InseeCode::value);
    }

    @PostMapping("/{key}/structure")
    String organisation(
            @PathVariable String key,
            @RequestParam Map<String, String> sent,
            Optional<Actor> by,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var known = opened.application().dossier().identity().orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var name = checks.text("legalName", sent.get("legalName"), 200);
        var form = checks.choice("form", sent.get("form"), LegalForm.class, LegalForm.ASSOCIATION);
        var vat = checks.choice("vatRegime", sent.get("vatRegime"), VatRegime.class, VatRegime.TAXABLE);
        var street = checks.optionalText("street", sent.get("street"), 200);
        var postalCode = checks.identifier("postalCode", sent.get("postalCode"), PostalCode::check);
        var town = checks.text("town", sent.get("town"), 100);
        var others = establishments(checks, known, sent.getOrDefault("establishments", ""));
        return saved(
                after,
                opened,
                Step.ORGANISATION,
                checks,
                sent,
                dossier -> dossier.with(
                        new Dossier.Identity(
                                known.kind(),
                                known.number(),
                                known.finding(),
                                name,
                                Optional.of(form),
                                Optional.of(vat),
                                street.orElse(""),
                                postalCode.map(PostalCode::digits).orElse(""),
                                town,
                                commune(postalCode.map(PostalCode::digits).orElse(""), town)),
                        others));
    }

    /** One SIRET a line, of the same SIREN: they are under the same qualification. */
    private List<Dossier.Establishment> establishments(Checks checks, Dossier.Identity of, String written) {
        var establishments = new ArrayList<Dossier.Establishment>();
        for (var line : checks.list("establishments", written.lines().toList(), MOST_ESTABLISHMENTS)) {
            if (line.isBlank()) {
                continue;
            }
            var siret = checks.identifier("establishments", line, Siret::check);
            if (siret.isEmpty()) {
                continue;
            }
            if (of.kind() != IdentityKind.SIRET
                    || !siret.get().digits().startsWith(of.number().substring(0, 9))) {
                checks.refuse("establishments", ApplicantProblem.OTHER_SIREN);
                continue;
            }
            if (establishments.stream()
                    .anyMatch(one -> one.siret().equals(siret.get().digits()))) {
                continue;
            }
            var entry = register.find(siret.get());
            if (entry.filter(one -> one.state() == EstablishmentRegister.EstablishmentState.CLOSED)
                    .isPresent()) {
                checks.refuse("establishments", ApplicantProblem.ESTABLISHMENT_CLOSED);
                continue;
            }
            establishments.add(new Dossier.Establishment(
                    siret.get().digits(),
                    shown(entry).map(Entry::legalName).orElse(""),
                    shown(entry).map(Entry::town).orElse("")));
        }
        return establishments;
    }

    /** What may be shown: nothing of an establishment whose holder asked so. */
    private static Optional<Entry> shown(Optional<Entry> entry) {
        return entry.filter(one -> one.state() != EstablishmentRegister.EstablishmentState.NON_DIFFUSIBLE);
    }

    @PostMapping("/{key}/questionnaire")
    String answers(
            @PathVariable String key,
            @RequestParam Map<String, String> sent,
            Optional<Actor> by,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var questionnaire = desk.questionnaireOf(opened.application());
        var answers = new LinkedHashMap<String, Integer>();
        var checks = new Checks();
        sent.forEach((code, written) -> questionnaire.answersTo(code).ifPresent(most -> {
            if (written.matches("\\d{1,2}") && Integer.parseInt(written) < most) {
                answers.put(code, Integer.valueOf(written));
            } else {
                checks.refuse(code, WebReason.FIELD_INVALID);
            }
        }));
        return saved(after, opened, Step.QUESTIONS, checks, Map.of(), dossier -> dossier.withAnswers(answers));
    }

    @PostMapping("/{key}/equipe")
    String team(
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> sent,
            Optional<Actor> by,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var checks = new Checks();
        var known = services().stream().map(one -> one.code().value()).toList();
        var services = checks.list("service", sent.get("service"), MOST_SERVICES).stream()
                .filter(known::contains)
                .distinct()
                .sorted()
                .toList();
        var team = new ArrayList<Dossier.Member>();
        for (int row = 1; row <= TEAM_ROWS; row++) {
            var label = checks.optionalText("label" + row, sent.getFirst("label" + row), 200);
            var status = checks.optionalChoice("status" + row, sent.getFirst("status" + row), WorkStatus.class);
            if (label.isEmpty() && status.isEmpty()) {
                continue;
            }
            if (label.isEmpty() || status.isEmpty()) {
                checks.refuse(label.isEmpty() ? "label" + row : "status" + row, WebReason.FIELD_MISSING);
                continue;
            }
            var only = codes(checks, "only" + row, sent.getFirst("only" + row), known);
            team.add(new Dossier.Member(label.get(), status.get(), !"helps".equals(sent.getFirst("part" + row)), only));
        }
        return saved(
                after, opened, Step.TEAM, checks, sent.toSingleValueMap(), dossier -> dossier.withTeam(team, services));
    }

    private static List<String> codes(Checks checks, String field, @Nullable String written, List<String> known) {
        var codes = new ArrayList<String>();
        for (var word : checks.optionalText(field, written, LONGEST).orElse("").split("[,;\\s]+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            if (known.contains(word)) {
                codes.add(word);
            } else {
                checks.refuse(field, ApplicantProblem.SERVICE_UNKNOWN);
            }
        }
        return codes;
    }

    @PostMapping("/{key}/representant")
    String representative(
            @PathVariable String key,
            @RequestParam Map<String, String> sent,
            Optional<Actor> by,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var checks = new Checks();
        var name = checks.text("name", sent.get("name"), 200);
        var email = email(checks, "email", sent.get("email"));
        var office = checks.text("office", sent.get("office"), 200);
        return saved(
                after,
                opened,
                Step.REPRESENTATIVE,
                checks,
                sent,
                dossier -> dossier.with(new Dossier.Representative(name, email, office)));
    }

    @PostMapping("/{key}/compte")
    String account(
            @PathVariable String key,
            @RequestParam Map<String, String> sent,
            Optional<Actor> by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var checks = new Checks();
        var iban = checks.identifier("iban", sent.get("iban"), Iban::check);
        var holder = checks.text("holder", sent.get("holder"), 140);
        if (!checks.errors().isEmpty()) {
            // Shown again to whoever has just typed it, on this page and nowhere else: a redirection would keep it.
            response.setStatus(422);
            model.addAttribute("page", desk.page(opened, Told.refused(checks, Told.typedIn(sent))));
            return "qualification/step-account";
        }
        // An account that is kept is not shown again in clear.
        return saved(
                after,
                opened,
                Step.ACCOUNT,
                checks,
                Map.of("holder", sent.getOrDefault("holder", "")),
                dossier -> dossier.with(new Dossier.Account(iban.orElseThrow().value(), holder)));
    }

    // ── Documents ────────────────────────────────────────────────────────────────────────────────────────────────

    @PostMapping("/{key}/pieces")
    String give(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Optional<Actor> by,
            RedirectAttributes after)
            throws IOException {
        var opened = desk.open(key, by);
        var checks = new Checks();
        var document = checks.id("id", id);
        var what = checks.choice("kind", kind, DocumentKind.class, DocumentKind.INSURANCE);
        if (file == null || file.isEmpty()) {
            checks.refuse("file-" + kind, WebReason.FIELD_MISSING);
        }
        var path = opened.path(Step.DOCUMENTS);
        if (!checks.errors().isEmpty() || file == null) {
            return back(after, path, Told.refused(checks, Map.of()));
        }
        byte[] content;
        try (var stream = file.getInputStream()) {
            content = stream.readNBytes(GivenFile.MOST_BYTES + 1);
        }
        return back(
                after,
                path,
                switch (documents.give(opened.application().id(), document, what, content, opened.by())) {
                    case ApplicationOutcome.Done _ ->
                        Told.done(Language.say("La pièce est enregistrée.", "The document is saved."));
                    case ApplicationOutcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
    }

    @GetMapping("/{key}/pieces/{document}")
    ResponseEntity<byte[]> document(@PathVariable String key, @PathVariable UUID document, Optional<Actor> by) {
        var opened = desk.open(key, by);
        return download(opened.application(), document);
    }

    private ResponseEntity<byte[]> download(Application application, UUID document) {
        var file = documents.content(application.id(), document).orElseThrow(ProblemException::notFound);
        return Download.of(
                "dossier-%d-%s%s"
                        .formatted(
                                application.number(),
                                document.toString().substring(0, 8),
                                file.kind().ending()),
                file.kind().type(),
                file.content());
    }

    // ── Signing ──────────────────────────────────────────────────────────────────────────────────────────────────

    @PostMapping("/{key}/signature")
    String askSignature(@PathVariable String key, Optional<Actor> by, RedirectAttributes after) {
        var opened = desk.open(key, by);
        var secret = begin.newSecret();
        return switch (sign.ask(opened.application().id(), secret, opened.by())) {
            case ApplicationOutcome.Refused(var reason) -> back(after, opened.path(), Told.refused(reason, Map.of()));
            case ApplicationOutcome.Done(var application) ->
                sign.signsToo(application, opened.by())
                        ? "redirect:/devenir/signer/" + secret
                        : back(
                                after,
                                opened.path(),
                                Told.done(Language.say(
                                                "L’adresse où lire et signer part à %s.",
                                                "The address where to read and sign is on its way to %s.")
                                        .formatted(String.join(", ", sign.addressesToSign(application, opened.by())))));
        };
    }

    @GetMapping("/signer/{secret}")
    String read(@PathVariable String secret, Optional<Actor> by, Model model) {
        var application = applications.bySignLink(secret).orElseThrow(ProblemException::notFound);
        model.addAttribute("page", desk.signPage(application, secret, told(model)));
        return "qualification/sign";
    }

    /** Who signs may open what is attached, as long as it waits for them. */
    @GetMapping("/signer/{secret}/pieces/{document}")
    ResponseEntity<byte[]> attached(@PathVariable String secret, @PathVariable UUID document) {
        return applications
                .bySignLink(secret)
                .filter(one -> one.state() == ApplicationState.AWAITING_SIGNATURE)
                .map(one -> download(one, document))
                .orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/signer/{secret}")
    String sign(
            @PathVariable String secret,
            @RequestParam Map<String, String> sent,
            Optional<Actor> by,
            RedirectAttributes after) {
        var application = applications.bySignLink(secret).orElseThrow(ProblemException::notFound);
        var version = sent.getOrDefault("charter", "");
        var outcome = sign.handle(new SignApplication.Command(
                application.id(),
                version.matches("\\d{1,6}") ? Integer.parseInt(version) : 0,
                sent.containsKey("acceptsCharter"),
                sent.containsKey("acceptsTerms"),
                by));
        return back(
                after,
                "/devenir/signer/" + secret,
                switch (outcome) {
                    case ApplicationOutcome.Done _ ->
                        Told.done(Language.say(
                                "Le dossier est signé et transmis à la coopérative.",
                                "The file is signed and passed on to the cooperative."));
                    case ApplicationOutcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
    }

    // ── After the signature ──────────────────────────────────────────────────────────────────────────────────────

    @PostMapping("/{key}/correction")
    String correct(@PathVariable String key, Optional<Actor> by, RedirectAttributes after) {
        var opened = desk.open(key, by);
        return done(
                after,
                opened.path(),
                save.reopen(opened.application().id(), opened.by()),
                Language.say(
                        "Vous pouvez corriger le dossier. Il faudra le signer de nouveau.",
                        "You can correct the file. It will have to be signed again."),
                Map.of());
    }

    @PostMapping("/{key}/reponse")
    String answer(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String answer,
            Optional<Actor> by,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var checks = new Checks();
        var asked = checks.id("question", question);
        var field = "answer-" + question;
        var text = checks.text(field, answer, LONGEST);
        if (!checks.errors().isEmpty()) {
            return back(after, opened.path(), Told.refused(checks, Map.of(field, answer)));
        }
        return done(
                after,
                opened.path(),
                review.answer(opened.application().id(), asked, text, opened.by()),
                Language.say("Votre réponse est transmise.", "Your answer is passed on."),
                Map.of(field, answer));
    }

    @PostMapping("/{key}/rattachement")
    String claim(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String claim,
            @RequestParam(defaultValue = "") String words,
            Optional<Actor> by,
            RedirectAttributes after) {
        var opened = desk.open(key, by);
        var checks = new Checks();
        var id = checks.id("claim", claim);
        var text = checks.text("words", words, LONGEST);
        var path = opened.path(Step.ORGANISATION);
        if (!checks.errors().isEmpty()) {
            return back(after, path, Told.refused(checks, Map.of("words", words)));
        }
        return done(
                after,
                path,
                claims.ask(id, opened.application().id(), text, opened.by()),
                Language.say(
                        "Votre demande est transmise aux responsables de la structure et à la coopérative.",
                        "Your request is passed on to the managers of the organisation and to the cooperative."),
                Map.of("words", words));
    }

    @PostMapping("/{key}/recours")
    String appeal(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String appeal,
            @RequestParam(defaultValue = "") String words,
            Actor by,
            RedirectAttributes after) {
        var opened = desk.open(key, Optional.of(by));
        var checks = new Checks();
        var id = checks.id("appeal", appeal);
        var text = checks.text("words", words, LONGEST);
        if (!checks.errors().isEmpty()) {
            return back(after, opened.path(), Told.refused(checks, Map.of("words", words)));
        }
        return done(
                after,
                opened.path(),
                appeals.appeal(id, opened.application().id(), text, by),
                Language.say(
                        "Votre recours est transmis. D’autres personnes le liront.",
                        "Your appeal is passed on. Other people will read it."),
                Map.of("words", words));
    }

    // ── The same for all ─────────────────────────────────────────────────────────────────────────────────────────

    private String saved(
            RedirectAttributes after,
            ApplicantDesk.Opened opened,
            Step step,
            Checks checks,
            Map<String, String> typed,
            UnaryOperator<Dossier> change) {
        var path = opened.path(step);
        if (!checks.errors().isEmpty()) {
            return back(after, path, Told.refused(checks, typed));
        }
        return switch (save.handle(opened.application().id(), change)) {
            case ApplicationOutcome.Done _ -> back(after, path, Told.done(Language.say("C’est enregistré.", "Saved.")));
            case ApplicationOutcome.Refused(var reason) -> back(after, path, Told.refused(reason, typed));
        };
    }

    private static String done(
            RedirectAttributes after,
            String path,
            ApplicationOutcome outcome,
            String sentence,
            Map<String, String> typed) {
        return back(
                after,
                path,
                switch (outcome) {
                    case ApplicationOutcome.Done _ -> Told.done(sentence);
                    case ApplicationOutcome.Refused(var reason) -> Told.refused(reason, typed);
                });
    }

    private static String back(RedirectAttributes after, String path, Told told) {
        after.addFlashAttribute("told", told);
        return "redirect:" + path;
    }

    private static Told told(Model model) {
        var told = Told.in(model);
        model.addAttribute("told", told);
        return told;
    }
}
