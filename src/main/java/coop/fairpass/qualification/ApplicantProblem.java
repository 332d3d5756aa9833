package coop.fairpass.qualification;

/** What is wrong with a field of a file, beyond its form. */
public enum ApplicantProblem {
    SIREN_ALONE,
    SIREN_INSIDE,
    OTHER_SIREN,
    ESTABLISHMENT_CLOSED,
    SERVICE_UNKNOWN
}
