package coop.fairpass.invoicing;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.web.Archive;
import coop.fairpass.web.TakenAway;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The documents that were issued to an organisation, for people and, where they are invoices, for machines. */
@Component
class DocumentsTaken implements TakenAway {

    private static final String FOLDER = "documents";

    private final Documents documents;

    DocumentsTaken(Documents documents) {
        this.documents = documents;
    }

    @Override
    public int rank() {
        return 60;
    }

    @Override
    public void write(OrganisationId organisation, Archive archive) throws IOException {
        var issued = documents.of(organisation);
        var structured = documents.structured(organisation);
        archive.table(
                FOLDER + ".csv",
                "Les documents émis pour vous : relevés, factures de frais et d’abonnement, avoirs. Leurs fichiers sont"
                        + " dans le dossier documents.",
                List.of("numéro", "document", "émis le", "fichier PDF", "fichier XML"),
                table -> {
                    for (var one : issued) {
                        table.row(
                                one.number(),
                                french(one.kind()),
                                one.issuedOn(),
                                name(one, ".pdf"),
                                structured.contains(one.number()) ? name(one, ".xml") : "");
                    }
                });
        archive.folder(
                FOLDER,
                "Chaque document en PDF ; chaque facture et chaque avoir aussi en XML, norme européenne EN 16931.");
        for (var one : issued) {
            add(archive, one, ".pdf", documents.pdf(one.number()));
            add(archive, one, ".xml", documents.xml(one.number()));
        }
    }

    private static void add(Archive archive, Documents.Listed one, String ending, Optional<byte[]> content)
            throws IOException {
        if (content.isPresent()) {
            archive.file(FOLDER + "/" + name(one, ending), content.get());
        }
    }

    private static String name(Documents.Listed one, String ending) {
        return one.number().replace('/', '-') + ending;
    }

    private static String french(String kind) {
        for (var invoice : InvoiceKind.values()) {
            if (invoice.name().equals(kind)) {
                return invoice.french();
            }
        }
        return kind;
    }
}
