/**
 * Language: whether what is being answered is read in English (decision 0021). It stands under every room, so that those
 * that know nothing of pages say what they hold in the language of its reader.
 */
@ApplicationModule(
        displayName = "Language",
        allowedDependencies = {})
@NullMarked
package coop.fairpass.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
