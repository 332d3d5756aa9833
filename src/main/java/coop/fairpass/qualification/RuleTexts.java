package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.qualification.Passage.Rewording;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The charter and the questionnaire alike: their versions, their passages, what rewording some would make. */
@Component
class RuleTexts {

    /** Whether a version was put in force. */
    sealed interface Adoption {
        record Adopted(int version) implements Adoption {}

        record Refused(VersionReason reason) implements Adoption {}
    }

    private final Charters charters;
    private final Questionnaires questionnaires;

    RuleTexts(Charters charters, Questionnaires questionnaires) {
        this.charters = charters;
        this.questionnaires = questionnaires;
    }

    /** Those still to come included, the latest first. */
    List<? extends AdoptedVersion<?>> versions(RuleText rule) {
        return switch (rule) {
            case CHARTER -> charters.all();
            case QUESTIONNAIRE -> questionnaires.all();
        };
    }

    AdoptedVersion<?> on(RuleText rule, LocalDate day) {
        return switch (rule) {
            case CHARTER -> charters.on(day);
            case QUESTIONNAIRE -> questionnaires.on(day);
        };
    }

    /** What is in force on a day, passage by passage. */
    List<Passage> passages(RuleText rule, LocalDate day) {
        return switch (rule) {
            case CHARTER -> CharterPassages.of(charters.on(day).content());
            case QUESTIONNAIRE ->
                QuestionnairePassages.of(questionnaires.on(day).content());
        };
    }

    /** Where something new may come. */
    List<Passage> places(RuleText rule, LocalDate day) {
        return switch (rule) {
            case CHARTER -> CharterPassages.places();
            case QUESTIONNAIRE ->
                QuestionnairePassages.places(questionnaires.on(day).content());
        };
    }

    Optional<Passage> find(RuleText rule, String code, LocalDate day) {
        return named(
                code,
                switch (rule) {
                    case CHARTER -> all(charters.on(day).content());
                    case QUESTIONNAIRE -> all(questionnaires.on(day).content());
                });
    }

    /** Whether the last version still has a passage, or the place for a new one. */
    boolean has(RuleText rule, String code) {
        return named(
                        code,
                        switch (rule) {
                            case CHARTER -> all(charters.all().getFirst().content());
                            case QUESTIONNAIRE ->
                                all(questionnaires.all().getFirst().content());
                        })
                .isPresent();
    }

    private static Stream<Passage> all(Charter charter) {
        return Stream.concat(CharterPassages.of(charter).stream(), CharterPassages.places().stream());
    }

    private static Stream<Passage> all(Questionnaire questionnaire) {
        return Stream.concat(
                QuestionnairePassages.of(questionnaire).stream(), QuestionnairePassages.places(questionnaire).stream());
    }

    private static Optional<Passage> named(String code, Stream<Passage> passages) {
        return passages.filter(one -> one.code().equals(code)).findFirst();
    }

    /** Whether words can stand for a passage of the last version. */
    boolean reads(RuleText rule, Rewording rewording) {
        return switch (rule) {
            case CHARTER -> {
                var last = charters.all().getFirst();
                yield CharterPassages.rewritten(last.content(), List.of(rewording), last.number())
                        .isPresent();
            }
            case QUESTIONNAIRE ->
                QuestionnairePassages.reads(questionnaires.all().getFirst().content(), rewording);
        };
    }

    /** The JSON of the last version with some passages reworded; empty when the whole would not hold. */
    Optional<String> rewritten(RuleText rule, List<Rewording> rewordings) {
        return switch (rule) {
            case CHARTER -> {
                var last = charters.all().getFirst();
                yield CharterPassages.rewritten(last.content(), rewordings, last.number() + 1)
                        .map(KeptText::of);
            }
            case QUESTIONNAIRE -> {
                var last = questionnaires.all().getFirst();
                yield QuestionnairePassages.rewritten(last.content(), rewordings, last.number() + 1)
                        .map(KeptText::of);
            }
        };
    }

    Adoption adopt(RuleText rule, String content, LocalDate effectiveOn, Decision decision, Actor by) {
        return switch (rule) {
            case CHARTER ->
                switch (charters.handle(new Charters.Command(content, effectiveOn, decision, by))) {
                    case Charters.Outcome.Adopted(var version) -> new Adoption.Adopted(version.number());
                    case Charters.Outcome.Refused(var reason) -> new Adoption.Refused(reason);
                };
            case QUESTIONNAIRE ->
                switch (questionnaires.handle(new Questionnaires.Command(content, effectiveOn, decision, by))) {
                    case Questionnaires.Outcome.Adopted(var version) -> new Adoption.Adopted(version.number());
                    case Questionnaires.Outcome.Refused(var reason) -> new Adoption.Refused(reason);
                };
        };
    }

    /** A title that names its version names the new one. */
    static String titled(String title, int version) {
        return title.replaceFirst("version \\d+$", "version " + version);
    }
}
