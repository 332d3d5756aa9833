package coop.fairpass.invoicing;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of documents. */
@Component
class InvoicingInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("INVOICING-01", "Les numéros de pièces se suivent sans trou dans chaque série", """
                        SELECT s.series || '-' || s.year || ' : ' || count(d.number) || ' pièces pour ' || s.last || ' numéros'
                          FROM invoicing.series s
                          LEFT JOIN invoicing.document d ON d.series = s.series AND d.year = s.year
                         GROUP BY s.series, s.year, s.last
                        HAVING count(d.number) <> s.last OR coalesce(max(d.sequence), 0) <> s.last
                        """),
                new Invariant("INVOICING-02", "Chaque pièce porte l’empreinte de son contenu", """
                        SELECT number FROM invoicing.document
                         WHERE content_sha256 <> encode(sha256(convert_to(content, 'UTF8')), 'hex')
                            OR (xml IS NOT NULL AND xml_sha256 <> encode(sha256(xml), 'hex'))
                            OR (pdf IS NOT NULL AND pdf_sha256 <> encode(sha256(pdf), 'hex'))
                        """),
                new Invariant(
                        "INVOICING-03",
                        "Une facture, un appel ou un avoir a sa forme structurée ; les autres pièces n’en ont pas",
                        """
                        SELECT number FROM invoicing.document
                         WHERE (series IN ('AF', 'F', 'AV')) <> (xml IS NOT NULL)
                        """),
                new Invariant("INVOICING-04", "Le numéro d’une pièce dit sa série, son année et son rang", """
                        SELECT number FROM invoicing.document
                         WHERE number <> series || '-' || year || '-' || to_char(sequence, 'FM999999999999000000')
                            OR (content::jsonb -> 'number' ->> 'sequence')::bigint <> sequence
                        """));
    }
}
