/**
 * What a person types: {@code ./fairpass serve}, {@code ./fairpass doctor}.
 *
 * <p>Words: a <em>commande</em> is a {@link coop.fairpass.command.Command}, one class in the room it acts for, and its
 * {@link coop.fairpass.command.CommandLine} says how it is called. {@link coop.fairpass.command.Commands} finds the one
 * that was typed, without starting anything when it was typed wrong.
 *
 * <p>This is the only room that writes on the terminal: the others are given the stream.
 */
@ApplicationModule(
        displayName = "Command",
        allowedDependencies = {})
@NullMarked
package coop.fairpass.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
