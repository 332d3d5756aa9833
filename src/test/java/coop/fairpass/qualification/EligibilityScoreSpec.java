package coop.fairpass.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.qualification.EligibilityScore.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Noter un dossier : le questionnaire est une donnée, la note une fonction, une personne décide")
class EligibilityScoreSpec {

    private static final Questionnaire FIRST = shipped();

    private static Questionnaire shipped() {
        try (var text = EligibilityScoreSpec.class.getResourceAsStream("/qualification/questionnaire-1.json")) {
            return KeptText.read(new String(text.readAllBytes(), StandardCharsets.UTF_8), Questionnaire.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @param ranks one digit a scored question, in order: the rank of the answer chosen */
    private static Map<String, Integer> answers(String ranks) {
        var answers = new HashMap<String, Integer>();
        FIRST.blocking().forEach(one -> answers.put(one.code(), Questionnaire.YES));
        for (int i = 0; i < FIRST.questions().size(); i++) {
            answers.put(FIRST.questions().get(i).code(), ranks.charAt(i) - '0');
        }
        return answers;
    }

    @ParameterizedTest(name = "{0} points : {2}")
    @CsvSource({
        "100, 00000000000000000000, ELIGIBLE",
        " 60, 01120012111111111112, ELIGIBLE",
        " 59, 01120112111111111112, COMMITTEE",
        " 45, 12132212212111111112, COMMITTEE",
        " 44, 12122212212121111112, NOT_ELIGIBLE",
        "  0, 33233422323223232222, NOT_ELIGIBLE"
    })
    @DisplayName(
            "R-104 : à 60 points et chaque famille à 40 %, proposé éligible ; à 59, le comité ; à 44, non éligible")
    void edges_of_the_total(int total, String ranks, Verdict verdict) {
        var score = EligibilityScore.of(FIRST, answers(ranks));
        assertThat(score.total()).isEqualTo(total);
        assertThat(score.verdict()).isEqualTo(verdict);
        if (total >= 44 && total <= 60) {
            assertThat(score.families())
                    .as("these edges are of the total, not of a family")
                    .noneMatch(EligibilityScore.FamilyScore::isUnderItsFloor);
        }
    }

    @Test
    @DisplayName("R-104 : chaque famille a son minimum, 40 % de ses points : A 8, B 10, C 10, D 4, E 4, F 4")
    void floors() {
        var score = EligibilityScore.of(FIRST, answers("00000000000000000000"));
        assertThat(score.families())
                .extracting(one -> one.family().code() + one.floor())
                .containsExactly("A8", "B10", "C10", "D4", "E4", "F4");
    }

    @ParameterizedTest(name = "famille D à {0} points sur 10 : {2}")
    @CsvSource({"4, 00000000000001200000, ELIGIBLE", "3, 00000000000002100000, COMMITTEE"})
    @DisplayName(
            "R-104 : une seule famille sous son minimum, quel que soit le total : le comité, et la raison la nomme")
    void one_weak_family(int points, String ranks, Verdict verdict) {
        var score = EligibilityScore.of(FIRST, answers(ranks));
        assertThat(score.families().get(3).points()).isEqualTo(points);
        assertThat(score.total()).isGreaterThan(90);
        assertThat(score.verdict()).isEqualTo(verdict);
        assertThat(String.join(" ", score.reasons(FIRST)).contains("Famille D, Prix"))
                .isEqualTo(verdict == Verdict.COMMITTEE);
    }

    @Test
    @DisplayName("un « non » bloquant arrête, avec son explication, même à 100 points")
    void blocked() {
        var answers = answers("00000000000000000000");
        answers.put("N3", Questionnaire.NO);
        var score = EligibilityScore.of(FIRST, answers);
        assertThat(score.total()).isEqualTo(100);
        assertThat(score.verdict()).isEqualTo(Verdict.NOT_ELIGIBLE);
        assertThat(score.reasons(FIRST).getFirst()).contains("rémunérée", "répondu non", "Revenez");
    }

    @Test
    @DisplayName("sans toutes les réponses, rien n’est proposé, et on lit lesquelles manquent")
    void incomplete() {
        var answers = answers("00000000000000000000");
        answers.remove("Q07");
        answers.remove("N2");
        var score = EligibilityScore.of(FIRST, answers);
        assertThat(score.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(score.unanswered()).containsExactly("N2", "Q07");
        assertThat(score.reasons(FIRST)).singleElement().asString().contains("N2, Q07");
    }

    @Test
    @DisplayName(
            "une réponse meilleure ne fait jamais baisser la note ni la proposition, sur 500 dossiers tirés au sort")
    void better_answers_never_harm() {
        var random = new SplittableRandom(104);
        var order = List.of(Verdict.NOT_ELIGIBLE, Verdict.COMMITTEE, Verdict.ELIGIBLE);
        for (int i = 0; i < 500; i++) {
            var answers = answers("00000000000000000000");
            FIRST.questions()
                    .forEach(one ->
                            answers.put(one.code(), random.nextInt(one.choices().size())));
            var before = EligibilityScore.of(FIRST, answers);
            assertThat(before.total())
                    .isEqualTo(FIRST.questions().stream()
                            .mapToInt(one -> one.choices()
                                    .get(answers.getOrDefault(one.code(), -1))
                                    .points())
                            .sum());
            var question =
                    FIRST.questions().get(random.nextInt(FIRST.questions().size()));
            answers.put(question.code(), 0);
            var after = EligibilityScore.of(FIRST, answers);
            assertThat(after.total()).isGreaterThanOrEqualTo(before.total());
            assertThat(order.indexOf(after.verdict())).isGreaterThanOrEqualTo(order.indexOf(before.verdict()));
        }
    }

    @Test
    @DisplayName("R-160 : la grille dit quelles réponses donneraient plus")
    void what_would_raise_it() {
        var score = EligibilityScore.of(FIRST, answers("00000000000000000002"));
        var last = score.families().getLast().answers().getLast();
        assertThat(last.question().code()).isEqualTo("Q20");
        assertThat(last.better()).extracting(Questionnaire.Choice::points).containsExactly(2, 3);
    }

    @Test
    @DisplayName("un questionnaire dont les points ne font pas cent, ou dont un code sert deux fois, n’existe pas")
    void unsound_ones_do_not_exist() {
        var json = KeptText.of(FIRST);
        assertThat(KeptText.read(json, Questionnaire.class)).isEqualTo(FIRST);
        assertThatThrownBy(() -> KeptText.read(json.replace("\"points\":8}", "\"points\":9}"), Questionnaire.class))
                .hasMessageContaining("points of a family");
        assertThatThrownBy(() -> KeptText.read(json.replace("\"Q20\"", "\"Q19\""), Questionnaire.class))
                .hasMessageContaining("code");
        assertThatThrownBy(() -> KeptText.read(json.replace("\"passMark\":60", "\"passMark\":40"), Questionnaire.class))
                .hasMessageContaining("marks");
        assertThatThrownBy(() -> EligibilityScore.of(FIRST, Map.of("Q01", 9))).hasMessageContaining("no answer 9");
    }

    @Test
    @DisplayName(
            "R-114 : la charte livrée engage chacun des quatre, et une charte qui n’engagerait pas l’un n’existe pas")
    void the_charter_is_reciprocal() throws IOException {
        String text;
        try (var file = EligibilityScoreSpec.class.getResourceAsStream("/qualification/charter-1.json")) {
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        var charter = KeptText.read(text, Charter.class);
        for (var capacity : Charter.Capacity.values()) {
            assertThat(charter.of(Charter.Part.CHARTER))
                    .anyMatch(article -> article.binds().contains(capacity));
        }
        assertThat(charter.of(Charter.Part.CHARTER)).hasSize(15);
        assertThat(Charters.digestOf(charter))
                .isEqualTo(Charters.digestOf(KeptText.read(KeptText.of(charter), Charter.class)));
        var payersOnly = charter.articles().stream()
                .filter(article -> !article.binds().contains(Charter.Capacity.COOPERATIVE))
                .toList();
        assertThatThrownBy(() -> new Charter("Charte", payersOnly)).hasMessageContaining("COOPERATIVE");
    }
}
