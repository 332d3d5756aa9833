package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ScreenshotType;
import coop.fairpass.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./fairpass test screenshots}: draws one page of each template of the demonstration, on a telephone and on a
 * desk, into {@code docs/screenshots} with its index. Not a test of the suite: nothing here can be wrong.
 */
@ExtendWith(LivedDemo.Given.class)
class Screenshots {

    private static final Path FOLDER = Path.of("docs/screenshots");
    private static final int TELEPHONE = 390;
    private static final int DESK = 1200;
    private static final int TALLEST = 1_600;
    private static final int QUALITY = 45;

    /** Those that are also shown in the dark. */
    private static final Set<String> IN_THE_DARK =
            Set.of("site/welcome", "site/home", "places/list", "orders/order", "redemption/accept", "ledger/funds");

    /** Those that people print, and that are also shown as on paper. */
    private static final Set<String> PRINTED =
            Set.of("places/letter", "settlement/statement", "settlement/month", "ledger/funds", "orders/order");

    private final LivedDemo demo;

    Screenshots(LivedDemo demo) {
        this.demo = demo;
    }

    private record Shot(Crawl.Found found, String name, String title) {}

    @Test
    void draw() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        var shots = new ArrayList<Shot>();
        try (var chromium = new Chromium()) {
            var telephones = new HashMap<String, Page>();
            var desks = new HashMap<String, Page>();
            for (var one : new Crawl(demo).fewOfEach()) {
                var name = nameOf(one);
                var desk = desks.computeIfAbsent(one.by(), _ -> enter(chromium.page(DESK), one));
                desk.navigate(demo.address(one.address()));
                draw(desk, name + "-" + DESK, false);
                if (IN_THE_DARK.contains(one.template())) {
                    draw(desk, name + "-" + DESK + "-sombre", true);
                }
                if (PRINTED.contains(one.template())) {
                    desk.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
                    draw(desk, name + "-imprime", false);
                    desk.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
                }
                var telephone = telephones.computeIfAbsent(one.by(), _ -> enter(chromium.page(TELEPHONE), one));
                telephone.navigate(demo.address(one.address()));
                draw(telephone, name + "-" + TELEPHONE, false);
                shots.add(new Shot(one, name, desk.title().replace(" · Fairpass", "")));
            }
        }
        Files.writeString(FOLDER.resolve("README.md"), index(shots));
        assertThat(shots).isNotEmpty();
    }

    /** The template’s own name; the first page is of each person. */
    private static String nameOf(Crawl.Found found) {
        var name = found.template().replace('/', '-');
        return found.template().equals("site/home")
                ? name + "-" + found.reader().orElseThrow().key()
                : name;
    }

    private Page enter(Page page, Crawl.Found found) {
        found.reader().ifPresent(reader -> page.navigate(demo.address("/entrer/" + reader.id())));
        return page;
    }

    private static void draw(Page page, String name, boolean isDark) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(isDark ? ColorScheme.DARK : ColorScheme.LIGHT));
        int width = page.viewportSize().width;
        int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setQuality(QUALITY)
                .setFullPage(true)
                .setClip(0, 0, width, Math.min(height, TALLEST)));
    }

    private static String index(List<Shot> shots) {
        var text = new StringBuilder("""
                # Les pages de Fairpass

                Une page de chaque modèle, telle que la démonstration la montre, sur un bureau et sur un téléphone. Écrit par
                `./fairpass test screenshots` : ne pas modifier à la main.

                | Page | Vue par | Bureau | Téléphone |
                |---|---|---|---|
                """);
        for (var shot : shots) {
            var dark = IN_THE_DARK.contains(shot.found().template())
                    ? ", [sombre](%s-%d-sombre.jpg)".formatted(shot.name(), DESK)
                    : "";
            var printed = PRINTED.contains(shot.found().template())
                    ? ", [imprimée](%s-imprime.jpg)".formatted(shot.name())
                    : "";
            text.append("| %s | %s | [clair](%s-%d.jpg)%s | [clair](%s-%d.jpg) |\n"
                    .formatted(
                            shot.title().replace("|", "\\|"),
                            shot.found().by(),
                            shot.name(),
                            DESK,
                            dark + printed,
                            shot.name(),
                            TELEPHONE));
        }
        return text.toString();
    }
}
