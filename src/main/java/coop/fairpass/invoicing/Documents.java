package coop.fairpass.invoicing;

import coop.fairpass.directory.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pièces : gives documents their numbers and keeps them as they were issued (money-and-law §3, R-224).
 *
 * <p>A number is taken inside the transaction that makes the document: a transaction that fails leaves no gap. Content
 * and XML are frozen at once; the PDF is drawn from the frozen content after the transaction, the first time it is
 * needed, and then kept: drawing it again would give the same bytes.
 */
@Component
public class Documents {

    /** A document as it is listed. {@code party} is the organisation it is addressed to. */
    public record Listed(String number, String kind, UUID subject, OrganisationId party, LocalDate issuedOn) {}

    private final JdbcClient jdbc;
    private final DocumentDrawing drawing;
    private final Clock clock;

    Documents(JdbcClient jdbc, DocumentDrawing drawing, Clock clock) {
        this.jdbc = jdbc;
        this.drawing = drawing;
        this.clock = clock;
    }

    /** Takes the next number of a series, in the caller's transaction, which must then keep a document under it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public DocumentNumber take(DocumentSeries series, LocalDate on) {
        return take(series, on, 1).getFirst();
    }

    /** Takes several numbers that follow each other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<DocumentNumber> take(DocumentSeries series, LocalDate on, int count) {
        if (count == 0) {
            return List.of();
        }
        long last = jdbc.sql("""
                        INSERT INTO invoicing.series AS s (series, year, last)
                        VALUES (:series, :year, :count)
                            ON CONFLICT (series, year) DO UPDATE SET last = s.last + :count
                        RETURNING last
                        """)
                .param("series", series.name())
                .param("year", on.getYear())
                .param("count", count)
                .query(Long.class)
                .single();
        return LongStream.rangeClosed(last - count + 1, last)
                .mapToObj(sequence -> new DocumentNumber(series, on.getYear(), sequence))
                .toList();
    }

    /** Keeps an invoice, a funds call or a credit note, with its structured form; answers it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Invoice keep(Invoice invoice, UUID subject, OrganisationId party) {
        keep(
                invoice.number(),
                invoice.kind().name(),
                subject,
                party,
                invoice.issuedOn(),
                FrozenInvoice.toJson(invoice),
                Optional.of(CiiXml.write(invoice)));
        return invoice;
    }

    /** Keeps a document that is not an invoice, such as a quote or a statement. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(PrintedDocument document, UUID subject, OrganisationId party) {
        keep(
                document.number(),
                FrozenPrint.kindOf(document),
                subject,
                party,
                document.issuedOn(),
                FrozenPrint.toJson(document),
                Optional.empty());
    }

    private void keep(
            DocumentNumber number,
            String kind,
            UUID subject,
            OrganisationId party,
            LocalDate issuedOn,
            String content,
            Optional<byte[]> xml) {
        jdbc.sql("""
                        INSERT INTO invoicing.document (number, series, year, sequence, kind, subject, party, issued_on,
                               recorded_at, content, content_sha256, xml, xml_sha256)
                        VALUES (:number, :series, :year, :sequence, :kind, :subject, :party, :issued_on, :recorded_at,
                               :content, :content_sha256, :xml, :xml_sha256)
                        """)
                .param("number", number.toString())
                .param("series", number.series().name())
                .param("year", number.year())
                .param("sequence", number.sequence())
                .param("kind", kind)
                .param("subject", subject)
                .param("party", party.value())
                .param("issued_on", issuedOn)
                .param("recorded_at", now())
                .param("content", content)
                .param("content_sha256", sha256(content.getBytes(StandardCharsets.UTF_8)))
                .param("xml", xml.orElse(null))
                .param("xml_sha256", xml.map(Documents::sha256).orElse(null))
                .update();
    }

    /** An invoice that another row names, so that it must exist. */
    @Transactional(readOnly = true)
    public Invoice invoice(String number) {
        return FrozenInvoice.fromJson(jdbc.sql("SELECT content FROM invoicing.document WHERE number = :number")
                .param("number", number)
                .query(String.class)
                .single());
    }

    @Transactional(readOnly = true)
    public Optional<Listed> find(String number) {
        return listed("number = :value", number).stream().findFirst();
    }

    /** The documents about one thing, in the order they were issued. */
    @Transactional(readOnly = true)
    public List<Listed> about(UUID subject) {
        return listed("subject = :value", subject);
    }

    /** The documents addressed to one organisation, in the order they were issued. */
    @Transactional(readOnly = true)
    public List<Listed> of(OrganisationId party) {
        return listed("party = :value", party.value());
    }

    private List<Listed> listed(String which, Object value) {
        return jdbc.sql("SELECT number, kind, subject, party, issued_on FROM invoicing.document WHERE " + which
                        + " ORDER BY recorded_at, series, sequence")
                .param("value", value)
                .query((row, _) -> new Listed(
                        row.getString("number"),
                        row.getString("kind"),
                        row.getObject("subject", UUID.class),
                        new OrganisationId(row.getObject("party", UUID.class)),
                        row.getObject("issued_on", LocalDate.class)))
                .list();
    }

    /** The structured form of an invoice (EN 16931, CII); empty for other documents. */
    @Transactional(readOnly = true)
    public Optional<byte[]> xml(String number) {
        return jdbc.sql("SELECT xml FROM invoicing.document WHERE number = :number AND xml IS NOT NULL")
                .param("number", number)
                .query((row, _) -> row.getBytes("xml"))
                .optional();
    }

    /** The PDF of a document, drawn and kept the first time; not in a transaction, drawing takes time. */
    public Optional<byte[]> pdf(String number) {
        record Frozen(String kind, String content, Optional<byte[]> pdf) {}
        var frozen = jdbc.sql("SELECT kind, content, pdf FROM invoicing.document WHERE number = :number")
                .param("number", number)
                .query((row, _) -> new Frozen(
                        row.getString("kind"), row.getString("content"), Optional.ofNullable(row.getBytes("pdf"))))
                .optional();
        if (frozen.isEmpty() || frozen.get().pdf().isPresent()) {
            return frozen.flatMap(Frozen::pdf);
        }
        var pdf = drawing.draw(frozen.get().kind(), frozen.get().content());
        jdbc.sql("""
                        UPDATE invoicing.document
                           SET pdf = :pdf, pdf_sha256 = :sha256, drawn_at = :at
                         WHERE number = :number AND pdf IS NULL
                        """)
                .param("pdf", pdf)
                .param("sha256", sha256(pdf))
                .param("at", now())
                .param("number", number)
                .update();
        return Optional.of(pdf);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
