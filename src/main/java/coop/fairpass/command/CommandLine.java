package coop.fairpass.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * How a {@link Command} is called, known without making it: help and a mistyped word must not start a database, and a
 * command is made only when it is called. The class’s name ends with {@code Command}, by which it is found.
 *
 * <pre>{@code
 * @CommandLine(name = "advance", arguments = "P1M", summary = "avance l’horloge de la démonstration")
 * class AdvanceCommand implements Command
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Lazy
public @interface CommandLine {

    /** The word that is typed. */
    String name();

    /** What may follow it, as help shows it. */
    String arguments() default "";

    /** One line of French, without a capital nor a stop, that completes the name. */
    String summary();

    /** What {@code --help} adds: lines of French. */
    String help() default "";

    /** Whether the site is open while it runs, and stays open after it has answered {@link Command#DONE}. */
    boolean web() default false;

    /** Whether the launcher prepares its start; see {@link PreparedStart}. */
    boolean prepared() default false;

    /** Whether it is run without the program and its database; its constructor then asks for nothing. */
    boolean alone() default false;

    /** Settings of the program while it runs, as {@code name=value}; the environment has the last word. */
    String[] settings() default {};
}
