package coop.fairpass.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.qualification.Charter.Article;
import coop.fairpass.qualification.Charter.Capacity;
import coop.fairpass.qualification.Charter.Part;
import coop.fairpass.qualification.Passage.Rewording;
import coop.fairpass.qualification.Questionnaire.Choice;
import coop.fairpass.qualification.Questionnaire.Family;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("La charte et le questionnaire en passages que chacun peut récrire, mots et points compris")
class PassagesSpec {

    private static final Charter CHARTER = KeptText.read(shipped("charter-1"), Charter.class);
    private static final Questionnaire ASKED = KeptText.read(shipped("questionnaire-1"), Questionnaire.class);

    private static String shipped(String name) {
        try (var text =
                Objects.requireNonNull(PassagesSpec.class.getResourceAsStream("/qualification/" + name + ".json"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Rewording words(String passage, String words) {
        return new Rewording(passage, Optional.of(words));
    }

    private static Rewording gone(String passage) {
        return new Rewording(passage, Optional.empty());
    }

    private static String wordsOf(List<Passage> passages, String code) {
        return passages.stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow()
                .words();
    }

    // ── Both ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("chaque passage, relu tel qu’il est montré, redonne le même texte, à son numéro de version près")
    void read_back() {
        var charter = CharterPassages.of(CHARTER);
        assertThat(charter).hasSize(CHARTER.articles().size());
        assertThat(CharterPassages.rewritten(
                        CHARTER,
                        charter.stream()
                                .map(one -> words(one.code(), one.words()))
                                .toList(),
                        1))
                .contains(CHARTER);
        var asked = QuestionnairePassages.of(ASKED);
        assertThat(asked)
                .hasSize(1 + ASKED.blocking().size() + ASKED.questions().size());
        assertThat(QuestionnairePassages.rewritten(
                                ASKED,
                                asked.stream()
                                        .map(one -> words(one.code(), one.words()))
                                        .toList(),
                                1)
                        .map(PassagesSpec::narrow))
                .contains(narrow(ASKED));
        assertThat(CharterPassages.rewritten(CHARTER, List.of(), 7)
                        .orElseThrow()
                        .title())
                .isEqualTo("Charte et conditions, version 7");
    }

    /** The same, whatever the width of its spaces. */
    private static Questionnaire narrow(Questionnaire asked) {
        return KeptText.read(KeptText.of(asked).replace('\u00a0', ' ').replace('\u202f', ' '), Questionnaire.class);
    }

    // ── The charter ──────────────────────────────────────────────────────────────────────────────────────────────

    private static Article article(Charter charter, Part part, int number) {
        return charter.articles().stream()
                .filter(one -> one.part() == part && one.number() == number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "un article récrit garde son numéro ; un nouveau prend le suivant ; un qui part ne le laisse à personne")
    void articles() {
        var after = CharterPassages.rewritten(
                        CHARTER,
                        List.of(
                                words("CHARTER-3", "Afficher le prix\r\n\r\nIl est affiché.\r\n"),
                                words(
                                        "TERMS-3",
                                        "La pause\nElle dure.\nEngage : Prestataire, structure de distribution"),
                                gone("CHARTER-8"),
                                words("+TERMS", "Les mots\nOn se relit.\nEngage : coopérative")),
                        2)
                .orElseThrow();
        assertThat(article(after, Part.CHARTER, 3))
                .isEqualTo(
                        new Article(3, Part.CHARTER, "Afficher le prix", "Il est affiché.", Set.of(Capacity.PROVIDER)));
        assertThat(article(after, Part.TERMS, 3).binds())
                .containsExactlyInAnyOrder(Capacity.PROVIDER, Capacity.DISTRIBUTOR);
        assertThat(after.of(Part.CHARTER))
                .extracting(Article::number)
                .doesNotContain(8)
                .contains(7, 9);
        assertThat(article(after, Part.TERMS, 6).title()).isEqualTo("Les mots");
        assertThat(after.articles()).hasSameSizeAs(CHARTER.articles());
    }

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource(delimiter = '|', textBlock = """
            CHARTER-3  | Un titre seul
            CHARTER-3  | Un titre seul~Engage : prestataire
            CHARTER-3  | Un titre~Un texte~Engage : tout le monde
            CHARTER-99 | Un titre~Un texte~Engage : prestataire
            +CHARTER   | Un titre~Un texte qui n’engage personne
            """)
    @DisplayName("un article sans texte, qui n’engage personne de connu ou qui n’existe pas, ne se lit pas")
    void unreadable_articles(String passage, String words) {
        assertThat(CharterPassages.rewritten(CHARTER, List.of(words(passage, words.replace('~', '\n'))), 2))
                .isEmpty();
    }

    @Test
    @DisplayName("la charte reste réciproque : on n’en ôte pas tout ce qui engage l’un des quatre")
    void reciprocal() {
        var payers = CHARTER.articles().stream()
                .filter(one -> one.binds().contains(Capacity.PAYER))
                .map(one -> gone(one.part() + "-" + one.number()))
                .toList();
        assertThat(CharterPassages.rewritten(CHARTER, payers.subList(1, payers.size()), 2))
                .isPresent();
        assertThat(CharterPassages.rewritten(CHARTER, payers, 2)).isEmpty();
    }

    // ── The questionnaire ────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("les points se changent avec les réponses ; ceux d’une famille s’en déduisent ; le total reste cent")
    void weights() {
        var less = words("Q01", "Peut-on entrer ?\nOui : 4 points\nAvec une aide : 1 point\nNon : 0");
        var more = words("Q05", wordsOf(QuestionnairePassages.of(ASKED), "Q05").replace("8 points", "9 points"));
        assertThat(QuestionnairePassages.rewritten(ASKED, List.of(less), 2))
                .as("99 points in all")
                .isEmpty();
        assertThat(QuestionnairePassages.reads(ASKED, less)).isTrue();
        var after =
                QuestionnairePassages.rewritten(ASKED, List.of(less, more), 2).orElseThrow();
        assertThat(after.families()).extracting(Family::points).startsWith(19, 26);
        assertThat(after.questions().getFirst().choices())
                .containsExactly(new Choice("Oui", 4), new Choice("Avec une aide", 1), new Choice("Non", 0));
        assertThat(after.title()).endsWith("version 2");
    }

    @Test
    @DisplayName("les seuils, ce qui est nécessaire, une question nouvelle, une qui part")
    void other_passages() {
        var first = ASKED.questions().getFirst();
        var after = QuestionnairePassages.rewritten(
                        ASKED,
                        List.of(
                                words(
                                        "=",
                                        "Éligible à partir de : 62 points\nComité : 50\nFamille : 30 %\nPoints publiés : non"),
                                words("N1", "Avez-vous une assurance ?\nSi c'est non : Prenez-en une."),
                                words("N2", "Acceptez-vous chacun ?"),
                                gone("N7"),
                                words("+NECESSARY", "Ouvrez-vous ?\nSi c’est non : Ouvrez."),
                                gone(first.code()),
                                words("+A", "Entre-t-on ?\nOui : 5\nNon : 0")),
                        2)
                .orElseThrow();
        assertThat(List.of(after.passMark(), after.committeeMark(), after.familyFloorPercent()))
                .containsExactly(62, 50, 30);
        assertThat(after.weightsShown()).isFalse();
        assertThat(after.textOf("N1")).contains("Avez-vous une assurance ?");
        assertThat(after.blocking().getFirst().explanation()).isEqualTo("Prenez-en une.");
        assertThat(after.blocking().get(1).explanation())
                .as("kept when it is not rewritten")
                .isEqualTo(ASKED.blocking().get(1).explanation());
        assertThat(after.textOf("N7")).as("gone; its code may come again").contains("Ouvrez-vous ?");
        assertThat(after.textOf(first.code())).isEmpty();
        assertThat(after.questions().getLast().text()).isEqualTo("Entre-t-on ?");
        assertThat(after.questions().getLast().family()).isEqualTo("A");
    }

    @Test
    @DisplayName("R-105 : quand les points ne sont pas publics, les passages n’en disent rien, et ils restent")
    void hidden_points() {
        var hidden = new Questionnaire(
                ASKED.title(),
                ASKED.passMark(),
                ASKED.committeeMark(),
                ASKED.familyFloorPercent(),
                false,
                ASKED.blocking(),
                ASKED.families(),
                ASKED.questions());
        var shown = wordsOf(QuestionnairePassages.of(hidden), "Q01");
        assertThat(shown).contains("\nAvec une aide\n").doesNotContain("point");
        var after = QuestionnairePassages.rewritten(
                        hidden, List.of(words("Q01", shown.replace("Avec une aide", "Avec de l’aide"))), 2)
                .orElseThrow();
        assertThat(after.questions().getFirst().choices().get(1)).isEqualTo(new Choice("Avec de l’aide", 3));
        assertThat(QuestionnairePassages.reads(hidden, words("Q01", "Entre-t-on ?\nOui\nNon")))
                .as("no points are known for other answers")
                .isFalse();
    }

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource(delimiter = '|', textBlock = """
            =     | Éligible : 60
            =     | Éligible : 60~Comité : 70~Famille : 40 %
            =     | Éligible : beaucoup~Comité : 40~Famille : 40 %
            =     | Éligible : 60~Comité : 40~Famille : 40 %~Points publiés : peut-être
            Q01   | Une question sans réponse ?
            Q01   | Une question à une réponse ?~Oui : 5
            Q01   | Des réponses sans points ?~Oui~Non
            Q01   | Trop de points ?~Oui : 500~Non : 0
            Q99   | Une question ?~Oui : 5~Non : 0
            +Z    | Une famille inconnue ?~Oui : 5~Non : 0
            N1    | Une question ?~Une autre ligne
            +NECESSARY | Une question sans conseil ?
            """)
    @DisplayName("ce qui ne se lit pas comme une question ou des seuils n’est pas pris")
    void unreadable_questions(String passage, String words) {
        assertThat(QuestionnairePassages.reads(ASKED, words(passage, words.replace('~', '\n'))))
                .isFalse();
    }
}
