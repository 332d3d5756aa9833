package coop.fairpass.invoicing;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Facture électronique : writes an invoice as UN/CEFACT CII, in the profile of EN 16931 that French rules build on.
 *
 * <p>The order of the elements is the schema's; the BT numbers beside them are the terms of the norm (formats §7.2).
 * The same invoice always gives the same bytes.
 */
public final class CiiXml {

    /** The profile: the norm itself, no extension. */
    static final String PROFILE = "urn:cen.eu:en16931:2017";

    private static final String RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    private static final String RAM =
            "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
    private static final String UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";
    private static final String QDT = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100";

    private static final DateTimeFormatter BASIC_DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String SIREN_SCHEME = "0002";
    private static final String SIRET_SCHEME = "0009";
    private static final String ELECTRONIC_ADDRESS_SCHEME = "0225";
    private static final String ONE = "C62";
    private static final String SEPA_TRANSFER = "58";
    private static final String CLEARING_BETWEEN_PARTNERS = "97";

    private final Invoice invoice;
    private final IndentedXml xml;

    private CiiXml(Invoice invoice, IndentedXml xml) {
        this.invoice = invoice;
        this.xml = xml;
    }

    /** The XML of an invoice, in UTF-8. */
    public static byte[] write(Invoice invoice) {
        return IndentedXml.write(xml -> new CiiXml(invoice, xml).document());
    }

    private void document() throws XMLStreamException {
        xml.open("rsm:CrossIndustryInvoice");
        xml.attribute("xmlns:rsm", RSM);
        xml.attribute("xmlns:ram", RAM);
        xml.attribute("xmlns:udt", UDT);
        xml.attribute("xmlns:qdt", QDT);
        context();
        header();
        transaction();
        xml.close();
    }

    private void context() throws XMLStreamException {
        xml.open("rsm:ExchangedDocumentContext");
        xml.open("ram:BusinessProcessSpecifiedDocumentContextParameter");
        xml.leaf("ram:ID", invoice.billingMode()); // BT-23
        xml.close();
        xml.open("ram:GuidelineSpecifiedDocumentContextParameter");
        xml.leaf("ram:ID", PROFILE); // BT-24
        xml.close();
        xml.close();
    }

    private void header() throws XMLStreamException {
        xml.open("rsm:ExchangedDocument");
        xml.leaf("ram:ID", invoice.number().toString()); // BT-1
        xml.leaf("ram:TypeCode", invoice.kind().typeCode()); // BT-3
        day("ram:IssueDateTime", "udt:DateTimeString", invoice.issuedOn()); // BT-2
        note(invoice.notes().recoveryIndemnity(), Optional.of("PMT")); // BG-1
        note(invoice.notes().latePenalties(), Optional.of("PMD"));
        note(invoice.notes().discount(), Optional.of("AAB"));
        var mandate = invoice.references().mandateNumber();
        if (mandate.isPresent()) { // the norm has no term for it
            note("Numéro de mandat : " + mandate.get(), Optional.empty());
        }
        for (var mention : invoice.mentions()) {
            note(mention, Optional.empty());
        }
        xml.close();
    }

    private void note(String content, Optional<String> subject) throws XMLStreamException {
        xml.open("ram:IncludedNote");
        xml.leaf("ram:Content", content);
        xml.leaf("ram:SubjectCode", subject);
        xml.close();
    }

    private void transaction() throws XMLStreamException {
        xml.open("rsm:SupplyChainTradeTransaction");
        for (int i = 0; i < invoice.lines().size(); i++) {
            line(i + 1, invoice.lines().get(i));
        }
        agreement();
        xml.empty("ram:ApplicableHeaderTradeDelivery"); // the schema wants it, and nothing is delivered
        settlement();
        xml.close();
    }

    private void line(int rank, InvoiceLine line) throws XMLStreamException {
        xml.open("ram:IncludedSupplyChainTradeLineItem");
        xml.open("ram:AssociatedDocumentLineDocument");
        xml.leaf("ram:LineID", Integer.toString(rank)); // BT-126
        xml.close();
        xml.open("ram:SpecifiedTradeProduct");
        xml.leaf("ram:Name", line.description()); // BT-153
        xml.close();
        xml.open("ram:SpecifiedLineTradeAgreement");
        xml.open("ram:NetPriceProductTradePrice");
        xml.leaf("ram:ChargeAmount", line.unitPrice().dotted()); // BT-146
        xml.close();
        xml.close();
        xml.open("ram:SpecifiedLineTradeDelivery");
        xml.leaf("ram:BilledQuantity", Long.toString(line.quantity()), "unitCode", ONE); // BT-129
        xml.close();
        xml.open("ram:SpecifiedLineTradeSettlement");
        xml.open("ram:ApplicableTradeTax");
        xml.leaf("ram:TypeCode", "VAT");
        xml.leaf("ram:CategoryCode", line.treatment().category().code()); // BT-151
        xml.leaf("ram:RateApplicablePercent", rate(line.treatment())); // BT-152
        xml.close();
        xml.open("ram:SpecifiedTradeSettlementLineMonetarySummation");
        amount("ram:LineTotalAmount", line.beforeVat()); // BT-131
        xml.close();
        xml.close();
        xml.close();
    }

    /** The rate in percent; none outside the scope of VAT. */
    private static Optional<String> rate(VatTreatment vat) {
        return vat.category() == VatCategory.OUTSIDE_SCOPE
                ? Optional.empty()
                : Optional.of(vat.rate().percentText());
    }

    private void agreement() throws XMLStreamException {
        var references = invoice.references();
        xml.open("ram:ApplicableHeaderTradeAgreement");
        xml.leaf("ram:BuyerReference", references.serviceCode()); // BT-10
        party("ram:SellerTradeParty", invoice.seller());
        party("ram:BuyerTradeParty", invoice.buyer());
        reference("ram:SellerOrderReferencedDocument", references.order()); // BT-14
        reference("ram:BuyerOrderReferencedDocument", references.engagementNumber()); // BT-13
        reference("ram:ContractReferencedDocument", references.contractNumber()); // BT-12
        xml.close();
    }

    private void reference(String element, Optional<String> number) throws XMLStreamException {
        if (number.isPresent()) {
            xml.open(element);
            xml.leaf("ram:IssuerAssignedID", number);
            xml.close();
        }
    }

    private void party(String element, Party party) throws XMLStreamException {
        xml.open(element);
        if (party.siret().isPresent()) {
            xml.leaf("ram:GlobalID", party.siret().get(), "schemeID", SIRET_SCHEME); // BT-29, BT-46
        }
        xml.leaf("ram:Name", party.legalName()); // BT-27, BT-44
        xml.leaf("ram:Description", party.legalMention()); // BT-33
        xml.open("ram:SpecifiedLegalOrganization");
        xml.leaf("ram:ID", party.siren(), "schemeID", SIREN_SCHEME); // BT-30, BT-47
        xml.close();
        address(party.address());
        xml.open("ram:URIUniversalCommunication");
        xml.leaf("ram:URIID", party.electronicAddress(), "schemeID", ELECTRONIC_ADDRESS_SCHEME); // BT-34, BT-49
        xml.close();
        if (party.vatNumber().isPresent()) {
            xml.open("ram:SpecifiedTaxRegistration");
            xml.leaf("ram:ID", party.vatNumber().get(), "schemeID", "VA"); // BT-31, BT-48
            xml.close();
        }
        xml.close();
    }

    private void address(PostalAddress address) throws XMLStreamException {
        var elements = List.of("ram:LineOne", "ram:LineTwo", "ram:LineThree");
        xml.open("ram:PostalTradeAddress");
        xml.leaf("ram:PostcodeCode", address.postCode());
        for (int i = 0; i < address.lines().size(); i++) {
            xml.leaf(elements.get(i), address.lines().get(i));
        }
        xml.leaf("ram:CityName", address.city());
        xml.leaf("ram:CountryID", address.countryCode());
        xml.close();
    }

    private void settlement() throws XMLStreamException {
        xml.open("ram:ApplicableHeaderTradeSettlement");
        xml.leaf("ram:PaymentReference", invoice.payment().map(PaymentInstructions::creditorReference)); // BT-83
        xml.leaf("ram:InvoiceCurrencyCode", "EUR"); // BT-5
        paymentMeans();
        for (var group : invoice.vatGroups()) {
            vatGroup(group);
        }
        if (invoice.period().isPresent()) {
            period(invoice.period().get());
        }
        xml.open("ram:SpecifiedTradePaymentTerms");
        xml.leaf("ram:Description", invoice.paymentTerms()); // BT-20
        if (invoice.dueOn().isPresent()) {
            day("ram:DueDateDateTime", "udt:DateTimeString", invoice.dueOn().get()); // BT-9
        }
        xml.close();
        totals();
        if (invoice.preceding().isPresent()) {
            preceding(invoice.preceding().get());
        }
        xml.close();
    }

    private void paymentMeans() throws XMLStreamException {
        if (invoice.isSettled()) {
            xml.open("ram:SpecifiedTradeSettlementPaymentMeans");
            xml.leaf("ram:TypeCode", CLEARING_BETWEEN_PARTNERS); // BT-81
            xml.close();
        } else if (invoice.payment().isPresent()) {
            xml.open("ram:SpecifiedTradeSettlementPaymentMeans");
            xml.leaf("ram:TypeCode", SEPA_TRANSFER); // BT-81
            xml.open("ram:PayeePartyCreditorFinancialAccount");
            xml.leaf("ram:IBANID", invoice.payment().get().iban()); // BT-84
            xml.close();
            xml.close();
        }
    }

    private void vatGroup(VatGroup group) throws XMLStreamException {
        var vat = group.treatment();
        xml.open("ram:ApplicableTradeTax");
        amount("ram:CalculatedAmount", group.vat()); // BT-117
        xml.leaf("ram:TypeCode", "VAT");
        xml.leaf("ram:ExemptionReason", vat.reason()); // BT-120
        amount("ram:BasisAmount", group.beforeVat()); // BT-116
        xml.leaf("ram:CategoryCode", vat.category().code()); // BT-118
        xml.leaf("ram:ExemptionReasonCode", vat.reasonCode()); // BT-121
        xml.leaf("ram:RateApplicablePercent", rate(vat)); // BT-119
        xml.close();
    }

    private void period(InvoicePeriod period) throws XMLStreamException {
        xml.open("ram:BillingSpecifiedPeriod");
        day("ram:StartDateTime", "udt:DateTimeString", period.from()); // BT-73
        day("ram:EndDateTime", "udt:DateTimeString", period.lastDay()); // BT-74
        xml.close();
    }

    private void totals() throws XMLStreamException {
        var totals = invoice.totals();
        xml.open("ram:SpecifiedTradeSettlementHeaderMonetarySummation");
        amount("ram:LineTotalAmount", totals.beforeVat()); // BT-106
        amount("ram:TaxBasisTotalAmount", totals.beforeVat()); // BT-109
        xml.leaf("ram:TaxTotalAmount", totals.vat().dotted(), "currencyID", "EUR"); // BT-110
        amount("ram:GrandTotalAmount", totals.withVat()); // BT-112
        amount("ram:TotalPrepaidAmount", totals.prepaid()); // BT-113
        amount("ram:DuePayableAmount", totals.due()); // BT-115
        xml.close();
    }

    private void preceding(PrecedingInvoice preceding) throws XMLStreamException {
        xml.open("ram:InvoiceReferencedDocument");
        xml.leaf("ram:IssuerAssignedID", preceding.number().toString()); // BT-25
        day("ram:FormattedIssueDateTime", "qdt:DateTimeString", preceding.issuedOn()); // BT-26
        xml.close();
    }

    private void day(String element, String type, LocalDate day) throws XMLStreamException {
        xml.open(element);
        xml.leaf(type, BASIC_DAY.format(day), "format", "102");
        xml.close();
    }

    private void amount(String element, Money amount) throws XMLStreamException {
        xml.leaf(element, amount.dotted());
    }
}
