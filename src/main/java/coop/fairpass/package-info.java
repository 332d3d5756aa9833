@NullMarked
package coop.fairpass;

import org.jspecify.annotations.NullMarked;
