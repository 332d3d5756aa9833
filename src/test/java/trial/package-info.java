/** A small program outside ours: the commands of tests must not be among the real ones. */
@NullMarked
package trial;

import org.jspecify.annotations.NullMarked;
