package coop.fairpass.booklets;

import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Telephone;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Proofs;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.Sentences;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the booklets of an order say: as its facts are now, for a proof; as the payer approved it, for a lot. A
 * later change of name, telephone or logo changes no paper that was approved.
 */
@Component
class Wordings {

    /** A wording, and the logo it holds by its digest. */
    record Worded(PrintWording wording, Optional<String> logoDigest) {}

    private final Orders orders;
    private final Proofs proofs;
    private final Organisations organisations;
    private final JdbcClient jdbc;
    private final String site;

    Wordings(
            Orders orders,
            Proofs proofs,
            Organisations organisations,
            JdbcClient jdbc,
            @Value("${fairpass.public-address:http://localhost:${server.port:8080}}") URI publicAddress) {
        this.orders = orders;
        this.proofs = proofs;
        this.organisations = organisations;
        this.jdbc = jdbc;
        this.site = publicAddress.getAuthority();
    }

    /** From the facts of today; empty when the cooperative has no name or telephone to be asked. */
    Optional<Worded> now(VoucherOrder order) {
        return organisations
                .cooperative()
                .flatMap(cooperative -> cooperative.telephone().map(telephone -> {
                    var logo = lastLogo(order.id());
                    var payer = organisations.get(order.payer());
                    return new Worded(
                            new PrintWording(
                                    new PrintWording.Payer(
                                            payer.legalName(), order.need().payerMessage(), logo.map(StoredLogo::logo)),
                                    cooperative(cooperative, telephone),
                                    new VoucherTerms(
                                            order.signedTerms().faceValue(),
                                            order.need().firstDay(),
                                            order.need().endDates().toleranceEndsOn()),
                                    restrictions(order)),
                            logo.map(StoredLogo::digest));
                }));
    }

    private PrintWording.Cooperative cooperative(Organisation cooperative, Telephone telephone) {
        return new PrintWording.Cooperative(cooperative.legalName(), telephone.grouped(), site);
    }

    private PrintWording.Restrictions restrictions(VoucherOrder order) {
        var restrictions = order.need().restrictions();
        // A first day that had already come when the order was signed restricts nothing.
        boolean startsLater = orders.dayOf(order.id(), OrderState.ORDERED)
                .filter(signedOn -> order.need().firstDay().isAfter(signedOn))
                .isPresent();
        return new PrintWording.Restrictions(
                startsLater,
                said(restrictions.perimeterLabel())
                        .filter(_ -> !restrictions.perimeter().isEmpty()),
                said(publics(restrictions.audiences())),
                said(restrictions.pathLabel())
                        .filter(_ -> !restrictions.servicePath().isEmpty()),
                restrictions.isRegulated());
    }

    private static Optional<String> said(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** Categories in their French words; an audience written in full is printed as it is. */
    private static String publics(List<String> audiences) {
        return audiences.stream()
                .map(written -> Arrays.stream(Audience.values())
                        .filter(audience -> audience.name().equals(written))
                        .findFirst()
                        .map(Sentences::french)
                        .orElse(written))
                .collect(Collectors.joining(", "));
    }

    /** What the payer approved, if it approved a proof that was made here. */
    Optional<PrintWording> approved(OrderId order) {
        return approvedProof(order)
                .flatMap(fingerprint -> jdbc.sql("""
                        SELECT w.payer_name, w.payer_message, l.file AS logo, w.cooperative_name, w.cooperative_phone,
                               w.cooperative_site, w.face_cents, w.first_day, w.last_day, w.starts_later, w.perimeter,
                               w.publics, w.service_path, w.is_regulated
                          FROM booklets.wording w
                          LEFT JOIN booklets.logo l ON l.voucher_order = w.voucher_order AND l.digest = w.logo
                         WHERE w.voucher_order = :order
                           AND w.proof = :proof
                        """)
                        .param("order", order.value())
                        .param("proof", fingerprint)
                        .query((row, _) -> wording(row))
                        .optional());
    }

    /** The fingerprint of the approved proof: how a printer names the texts it already has. */
    Optional<String> approvedProof(OrderId order) {
        return proofs.last(order)
                .filter(proof -> proof.state() == Proofs.Proof.ProofState.APPROVED)
                .map(Proofs.Proof::fingerprint);
    }

    void keep(OrderId order, String proof, Worded worded) {
        var wording = worded.wording();
        jdbc.sql("""
                        INSERT INTO booklets.wording (voucher_order, proof, payer_name, payer_message, logo,
                               cooperative_name, cooperative_phone, cooperative_site, face_cents, first_day, last_day,
                               starts_later, perimeter, publics, service_path, is_regulated)
                        VALUES (:order, :proof, :payer_name, :payer_message, :logo, :name, :phone, :site, :face,
                               :first_day, :last_day, :starts_later, :perimeter, :publics, :service_path, :is_regulated)
                            ON CONFLICT (voucher_order, proof) DO NOTHING
                        """)
                .param("order", order.value())
                .param("proof", proof)
                .param("payer_name", wording.payer().name())
                .param("payer_message", wording.payer().message())
                .param("logo", worded.logoDigest().orElse(null))
                .param("name", wording.cooperative().name())
                .param("phone", wording.cooperative().phone())
                .param("site", wording.cooperative().site())
                .param("face", wording.terms().faceValue().cents())
                .param("first_day", wording.terms().firstDay())
                .param("last_day", wording.terms().lastDay())
                .param("starts_later", wording.restrictions().startsLater())
                .param("perimeter", wording.restrictions().perimeter().orElse(null))
                .param("publics", wording.restrictions().publics().orElse(null))
                .param("service_path", wording.restrictions().servicePath().orElse(null))
                .param("is_regulated", wording.restrictions().regulatedPrice())
                .update();
    }

    private static PrintWording wording(ResultSet row) throws SQLException {
        return new PrintWording(
                new PrintWording.Payer(
                        row.getString("payer_name"),
                        row.getString("payer_message"),
                        Optional.ofNullable(row.getBytes("logo")).map(Wordings::logo)),
                new PrintWording.Cooperative(
                        row.getString("cooperative_name"),
                        row.getString("cooperative_phone"),
                        row.getString("cooperative_site")),
                new VoucherTerms(
                        Money.cents(row.getLong("face_cents")),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class)),
                new PrintWording.Restrictions(
                        row.getBoolean("starts_later"),
                        Optional.ofNullable(row.getString("perimeter")),
                        Optional.ofNullable(row.getString("publics")),
                        Optional.ofNullable(row.getString("service_path")),
                        row.getBoolean("is_regulated")));
    }

    private record StoredLogo(String digest, Logo logo) {}

    private Optional<StoredLogo> lastLogo(OrderId order) {
        return jdbc.sql("""
                        SELECT digest, file
                          FROM booklets.logo
                         WHERE voucher_order = :order
                         ORDER BY entered_at DESC, digest
                         LIMIT 1
                        """)
                .param("order", order.value())
                .query((row, _) -> new StoredLogo(row.getString("digest"), logo(row.getBytes("file"))))
                .optional();
    }

    private static Logo logo(byte[] file) {
        return switch (Logo.read(file)) {
            case Logo.Reading.Read(var logo) -> logo;
            case Logo.Reading.Refused(var fault) -> throw new IllegalStateException("a logo that was read: " + fault);
        };
    }
}
