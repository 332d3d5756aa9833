package coop.fairpass.booklets;

/** The screens of « J’ai perdu mes chèques »: one question each, then what to do. */
public enum LossStep {
    /** Lost, stolen or damaged? */
    WHAT,
    /** Is something left that the number is written on? */
    PAPER,
    NUMBER,
    /** In which commune were they given? */
    WHERE,
    /** By whom, there? */
    DESK,
    /** Is all that right? */
    CHECK,
    /** The number of the report. */
    SENT,
    /** Nobody can be told: whom to see. */
    NOBODY
}
