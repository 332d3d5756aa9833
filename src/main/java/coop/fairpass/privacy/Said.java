package coop.fairpass.privacy;

import coop.fairpass.language.Reading;

/** Words of a page in both languages. */
record Said(String french, String english) {

    /** In the language of their reader. */
    String words() {
        return Reading.say(french, english);
    }
}
