package coop.fairpass.booklets;

/** Public cible : the one coarse category an agent may tick when handing a booklet over. Never a person. */
public enum Audience {
    JOBSEEKER,
    RETIRED,
    YOUNG_ADULT,
    PARENT,
    ALLOPHONE,
    ISOLATED,
    OTHER,
    NOT_TOLD
}
