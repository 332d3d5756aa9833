package coop.fairpass.invoicing;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
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

    private static final String KEEP = """
            INSERT INTO invoicing.document (number, series, year, sequence, kind, subject, party, issued_on,
                   recorded_at, content, content_sha256, xml, xml_sha256)
            VALUES (:number, :series, :year, :sequence, :kind, :subject, :party, :issued_on, :recorded_at,
                   convert_from(:content, 'UTF8'), :content_sha256, :xml, :xml_sha256)
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate named;
    private final DocumentDrawing drawing;
    private final Clock clock;

    Documents(JdbcClient jdbc, NamedParameterJdbcTemplate named, DocumentDrawing drawing, Clock clock) {
        this.jdbc = jdbc;
        this.named = named;
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
        named.update(KEEP, row(invoice, subject, party));
        return invoice;
    }

    /** Keeps a document that is not an invoice, such as a quote or a statement. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(PrintedDocument document, UUID subject, OrganisationId party) {
        named.update(KEEP, row(document, subject, party));
    }

    /**
     * Documents that one transaction makes by hundreds, such as a month's statements: kept when {@link #write} is
     * called, all in one go. They are made and written by as many threads as there are processors.
     */
    public final class Together {
        private final List<Supplier<SqlParameterSource>> rows = new ArrayList<>();

        private Together() {}

        public void keep(Invoice invoice, UUID subject, OrganisationId party) {
            rows.add(() -> row(invoice, subject, party));
        }

        /** @param document made when it is written, beside others */
        public void keep(Supplier<? extends PrintedDocument> document, UUID subject, OrganisationId party) {
            rows.add(() -> row(document.get(), subject, party));
        }

        public void write() {
            named.batchUpdate(KEEP, rows.parallelStream().map(Supplier::get).toArray(SqlParameterSource[]::new));
            rows.clear();
        }
    }

    /** See {@link Together}; in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Together together() {
        return new Together();
    }

    private SqlParameterSource row(Invoice invoice, UUID subject, OrganisationId party) {
        return row(
                invoice.number(),
                invoice.kind().name(),
                subject,
                party,
                invoice.issuedOn(),
                FrozenInvoice.toJson(invoice).getBytes(StandardCharsets.UTF_8),
                Optional.of(CiiXml.write(invoice)));
    }

    private SqlParameterSource row(PrintedDocument document, UUID subject, OrganisationId party) {
        return row(
                document.number(),
                FrozenPrint.kindOf(document),
                subject,
                party,
                document.issuedOn(),
                FrozenPrint.toJson(document),
                Optional.empty());
    }

    private SqlParameterSource row(
            DocumentNumber number,
            String kind,
            UUID subject,
            OrganisationId party,
            LocalDate issuedOn,
            byte[] content,
            Optional<byte[]> xml) {
        return new MapSqlParameterSource()
                .addValue("number", number.toString())
                .addValue("series", number.series().name())
                .addValue("year", number.year())
                .addValue("sequence", number.sequence())
                .addValue("kind", kind)
                .addValue("subject", subject)
                .addValue("party", party.value())
                .addValue("issued_on", issuedOn)
                .addValue("recorded_at", now())
                .addValue("content", content)
                .addValue("content_sha256", Sha256.of(content))
                .addValue("xml", xml.orElse(null), java.sql.Types.BINARY)
                .addValue("xml_sha256", xml.map(Sha256::of).orElse(null), java.sql.Types.VARCHAR);
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

    /** Those of an organisation's documents that have a structured form. */
    @Transactional(readOnly = true)
    Set<String> structured(OrganisationId party) {
        return jdbc
                .sql("SELECT number FROM invoicing.document WHERE party = :party AND xml IS NOT NULL")
                .param("party", party.value())
                .query(String.class)
                .stream()
                .collect(Collectors.toSet());
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
                .param("sha256", Sha256.of(pdf))
                .param("at", now())
                .param("number", number)
                .update();
        return Optional.of(pdf);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
