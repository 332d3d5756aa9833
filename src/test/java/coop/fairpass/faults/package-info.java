/**
 * What happens when something breaks: the site or its database killed, connections cut, the disk full, the clock moved,
 * bytes that nobody meant. Each test keeps what clients were told and compares it with the books afterwards.
 *
 * <p>All of it has a quick part in {@code ./fairpass test}; {@code ./fairpass test faults} runs the long one.
 */
@NullMarked
package coop.fairpass.faults;

import org.jspecify.annotations.NullMarked;
