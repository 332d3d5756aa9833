/**
 * Files that people give: known by what they hold, within bounds, and kept without what they say of whoever made them.
 *
 * <p>Words. A {@link coop.fairpass.upload.GivenFile} is a page that somebody photographed, scanned or wrote, as it is
 * kept: what is seen of it, and nothing of the telephone, the place, the hour or the author. It is
 * {@linkplain coop.fairpass.upload.GivenFile.Unfit unfit} when it is something else, or when what is seen of it could
 * not be kept whole.
 */
@ApplicationModule(
        displayName = "Upload",
        allowedDependencies = {})
@NullMarked
package coop.fairpass.upload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
