package coop.fairpass.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trial.TrialProgram;

@DisplayName("Ce qu’on tape : une commande, ses arguments, un code de sortie")
class CommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    @DisplayName("une commande reçoit ses mots tels quels, même ceux qui ressemblent à des réglages")
    void a_command_is_given_its_words() {
        assertThat(run("echo", "un", "--spring.main.banner-mode=console", "deux mots"))
                .isEqualTo(Command.DONE);
        assertThat(said(out)).isEqualTo("un|--spring.main.banner-mode=console|deux mots\n");
    }

    @Test
    @DisplayName("son code de sortie est celui du programme")
    void its_exit_code_is_the_programs() {
        assertThat(run("echo")).isEqualTo(Command.MISUSED);
    }

    @Test
    @DisplayName("une commande qui n’a besoin de rien est lancée sans le programme ni sa base")
    void one_that_needs_nothing() {
        assertThat(run("alone", "un")).isEqualTo(Command.FAILED);
        assertThat(said(out)).isEqualTo("seul [un]\n");
    }

    @Test
    @DisplayName("une erreur imprévue donne le code 1, au lieu de laisser le programme ouvert")
    void an_unforeseen_failure() {
        assertThat(run("fail")).isEqualTo(Command.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    @DisplayName("l’aide les donne toutes, sans en créer aucune")
    void help_lists_all(String word) {
        assertThat(run(word)).isEqualTo(Command.DONE);
        assertThat(said(out)).containsSubsequence("  boom ", "éclate", "  echo <mots> ", "répète");
        assertThat(said(err)).isEmpty();
    }

    @Test
    @DisplayName("sans rien, l’aide vient sur la sortie d’erreur et le code est 2")
    void nothing_typed() {
        assertThat(run()).isEqualTo(Command.MISUSED);
        assertThat(said(err)).contains("echo");
        assertThat(said(out)).isEmpty();
    }

    @Test
    @DisplayName("« help echo » et « echo --help » disent la même chose, sans rien lancer")
    void help_of_one() {
        assertThat(run("help", "echo")).isEqualTo(Command.DONE);
        var first = said(out);
        out.reset();
        assertThat(run("echo", "un", "--help")).isEqualTo(Command.DONE);
        assertThat(said(out))
                .isEqualTo(first)
                .isEqualTo("./fairpass echo <mots>\n  répète\n\nSans mot, ne répète rien.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eco", "help eco"})
    @DisplayName("une commande inconnue : une ligne, code 2, rien n’est créé")
    void unknown(String typed) {
        assertThat(run(typed.split(" "))).isEqualTo(Command.MISUSED);
        assertThat(said(err))
                .isEqualTo("fairpass : commande inconnue « eco » ; « ./fairpass help » les donne toutes\n");
        assertThat(said(out)).isEmpty();
    }

    private int run(String... words) {
        var commands = new Commands(
                TrialProgram.class,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return commands.run(List.of(words)).orElseThrow();
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
