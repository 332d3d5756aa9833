package coop.fairpass.qualification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Texte de règles : what the committee decides version by version, and anyone may ask to change. */
public enum RuleText {
    CHARTER("charte"),
    QUESTIONNAIRE("questionnaire");

    private final String path;

    RuleText(String path) {
        this.path = path;
    }

    /** As addresses of pages name it: {@code charte}. */
    public String path() {
        return path;
    }

    /** As addresses for programs name it: {@code charter}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RuleText> ofPath(String path) {
        return Arrays.stream(values()).filter(one -> one.path.equals(path)).findFirst();
    }

    static Optional<RuleText> ofCode(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
