package coop.fairpass.qualification;

/** The answer of every act on an application. */
public sealed interface ApplicationOutcome {

    /** It was done, or had been: the application as it is now. */
    record Done(Application application) implements ApplicationOutcome {}

    record Refused(ApplicationReason reason) implements ApplicationOutcome {}

    static ApplicationOutcome refused(ApplicationReason reason) {
        return new Refused(reason);
    }
}
