package coop.fairpass.qualification;

import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationKind;
import java.util.EnumSet;
import java.util.Set;

/** Forme juridique of a candidate, as far as the documents to give depend on it. */
public enum LegalForm {
    ASSOCIATION,
    COMPANY,
    COOPERATIVE,
    SOLE_TRADER,
    FOUNDATION,
    PUBLIC_BODY;

    /** The documents that every file of this form must give (domain §12.1 step 7). */
    public Set<DocumentKind> documents() {
        var all = EnumSet.of(DocumentKind.INSURANCE, DocumentKind.BANK_DETAILS);
        all.addAll(
                switch (this) {
                    case ASSOCIATION -> EnumSet.of(DocumentKind.STATUTES, DocumentKind.DECLARATION);
                    case FOUNDATION -> EnumSet.of(DocumentKind.STATUTES, DocumentKind.APPOINTMENT);
                    case COMPANY, COOPERATIVE -> EnumSet.of(DocumentKind.COMPANY_EXTRACT, DocumentKind.VIGILANCE);
                    case SOLE_TRADER -> EnumSet.of(DocumentKind.SITUATION_NOTICE, DocumentKind.VIGILANCE);
                    case PUBLIC_BODY -> EnumSet.of(DocumentKind.APPOINTMENT);
                });
        return all;
    }

    LegalNature nature() {
        return this == PUBLIC_BODY ? LegalNature.PUBLIC : LegalNature.PRIVATE;
    }

    OrganisationKind kind() {
        return switch (this) {
            case ASSOCIATION -> OrganisationKind.ASSOCIATION;
            case COMPANY, SOLE_TRADER -> OrganisationKind.COMPANY;
            case COOPERATIVE -> OrganisationKind.COOPERATIVE;
            case FOUNDATION -> OrganisationKind.FOUNDATION;
            case PUBLIC_BODY -> OrganisationKind.LOCAL_AUTHORITY;
        };
    }
}
