package coop.fairpass.invoicing;

/** A reference that the State's invoice portal may require of a document for a public payer. */
public enum PortalReference {
    SIRET,
    SERVICE_CODE,
    ENGAGEMENT_NUMBER,
    CONTRACT_NUMBER
}
