package coop.fairpass.privacy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What answers with something sensitive: each answer is recorded with its author, its time and its purpose. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsSensitive {

    /** What is read. */
    Sensitive value();

    /** The part of the address that names the organisation which is read about; nothing when it is the reader's own. */
    String organisation() default "";
}
