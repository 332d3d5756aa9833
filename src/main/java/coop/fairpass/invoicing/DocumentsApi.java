package coop.fairpass.invoicing;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents.Listed;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Numbered documents for whoever they are addressed to, and for the cooperative. */
@RestController
@RequestMapping("/api/v1/documents")
@Tag(name = "Pièces")
class DocumentsApi {

    record DocumentAnswer(String number, String kind, UUID subject, UUID party, LocalDate issuedOn) {

        static DocumentAnswer of(Listed listed) {
            return new DocumentAnswer(
                    listed.number(),
                    listed.kind(),
                    listed.subject(),
                    listed.party().value(),
                    listed.issuedOn());
        }
    }

    private final Documents documents;

    DocumentsApi(Documents documents) {
        this.documents = documents;
    }

    @GetMapping
    @Operation(
            summary =
                    "Les pièces adressées à son organisation, les dernières d’abord ; pour la coopérative, à une autre",
            description = "Documents addressed to one's organisation, latest first.")
    Page<DocumentAnswer> list(
            @RequestParam(required = false) @Nullable String party,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var checks = new Checks();
        var other = checks.optionalId("party", party).map(OrganisationId::new);
        var last = checks.optionalText("after", after, 40);
        int most = checks.size(size);
        checks.orThrow();
        var of = other.or(caller::organisation).orElseThrow(ProblemException::notAllowed);
        List<Listed> visible = mayRead(caller, of) ? documents.of(of).reversed() : List.of();
        return Page.within(visible, last, most, Listed::number).map(DocumentAnswer::of);
    }

    @GetMapping("/{number}")
    @Operation(summary = "Une pièce", description = "One document.")
    DocumentAnswer document(@PathVariable String number, Actor caller) {
        return DocumentAnswer.of(find(number, caller));
    }

    @GetMapping("/{number}/pdf")
    @Operation(summary = "Une pièce en PDF", description = "A document as PDF; an invoice is Factur-X.")
    ResponseEntity<byte[]> pdf(@PathVariable String number, Actor caller) {
        var found = find(number, caller);
        return Download.pdf(found.number(), documents.pdf(found.number()).orElseThrow(ProblemException::notFound));
    }

    @GetMapping("/{number}/xml")
    @Operation(summary = "Une facture en EN 16931 (CII)", description = "An invoice as EN 16931 CII.")
    ResponseEntity<byte[]> xml(@PathVariable String number, Actor caller) {
        var found = find(number, caller);
        return Download.xml(found.number(), documents.xml(found.number()).orElseThrow(ProblemException::notFound));
    }

    private Listed find(String number, Actor caller) {
        var checks = new Checks();
        var asked = checks.text("number", number, 40);
        checks.orThrow();
        return documents
                .find(asked)
                .filter(listed -> mayRead(caller, listed.party()))
                .orElseThrow(ProblemException::notFound);
    }

    private static boolean mayRead(Actor caller, OrganisationId party) {
        return caller.isOfTheCooperative()
                || (caller.isOf(party)
                        && caller.hasAny(
                                Role.PAYER_BUYER,
                                Role.PAYER_ACCOUNTANT,
                                Role.PROVIDER_ADMIN,
                                Role.PROVIDER_STAFF,
                                Role.LEGAL_REPRESENTATIVE));
    }
}
