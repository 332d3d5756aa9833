package coop.fairpass.directory;

/** Nature juridique, as far as money cares: public money may never reach an endowment (money-and-law §11). */
public enum LegalNature {
    PUBLIC,
    PRIVATE
}
