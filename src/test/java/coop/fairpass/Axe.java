package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** axe-core on a page as a real browser shows it: no rule of WCAG 2.2 AA is broken, nor what it calls best practice. */
public final class Axe {

    private static final String SCRIPT = read();

    private Axe() {}

    private static String read() {
        try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails with each rule that is broken and where. */
    public static void check(Page page) {
        assertThat(violations(page)).as(page.url()).isEmpty();
    }

    /** What has too little contrast for WCAG 2.2 AA, for a page already looked at in other colours. */
    @SuppressWarnings("unchecked") // the script answers texts
    public static List<String> contrasts(Page page) {
        page.evaluate(SCRIPT);
        return (List<String>) page.evaluate("""
                async () => (await axe.run(document, { runOnly: { type: "rule", values: ["color-contrast"] } }))
                  .violations.flatMap(one => one.nodes.map(node =>
                    `${one.id}: ${node.html} ${node.any.map(check => check.message).join(" ").slice(0, 160)}`))
                """);
    }

    /** Each rule that is broken, and where. */
    @SuppressWarnings("unchecked") // the script answers texts
    public static List<String> violations(Page page) {
        page.evaluate(SCRIPT);
        return (List<String>) page.evaluate("""
                async () => (await axe.run(document, {
                  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
                })).violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`))
                """);
    }
}
