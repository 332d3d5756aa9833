package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium that is installed, driven as a person would; it never asks the network for anything but our site. */
public final class Chromium implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> forgiven = new ArrayList<>();

    public Chromium() {
        this(List.of());
    }

    /** A Chromium whose camera films a file: raw video (y4m), whose frames are shown again and again. */
    public static Chromium filming(Path video) {
        return new Chromium(List.of(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + video.toAbsolutePath()));
    }

    private Chromium(List<String> more) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed())
                        .setArgs(
                                Stream.concat(ARGUMENTS.stream(), more.stream()).toList()));
    }

    private static Path installed() {
        return Path.of(Optional.ofNullable(System.getenv("FAIRPASS_CHROMIUM")).orElse("/usr/bin/chromium"));
    }

    /** What a test brings about on purpose, such as a network that goes away, is no complaint. */
    public Chromium forgiving(String complaint) {
        forgiven.add(complaint);
        return this;
    }

    /** A page of somebody new, on a screen of that width; what the browser complains of is kept. */
    public Page page(int width) {
        return page(width, true);
    }

    /** The same, where pages run no script. */
    public Page pageWithoutScript(int width) {
        return page(width, false);
    }

    private Page page(int width, boolean hasScript) {
        BrowserContext somebody = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setLocale("fr-FR")
                .setJavaScriptEnabled(hasScript));
        var page = somebody.newPage();
        page.onConsoleMessage(message -> {
            // A refused form comes back with 422 or 400, a refused page with 403, 404 or 410: the browser tells each
            // as if it were a failure.
            boolean isRefusedForm = message.text().matches("(?s).*status of 4(?:22|00|03|04|10).*");
            if (!isRefusedForm
                    && (message.type().equals("error") || message.type().equals("warning"))) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Whether anything on the page is wider than its screen, once its style sheet is there. */
    public static boolean overflows(Page page) {
        page.waitForLoadState();
        return (Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        assertThat(complaints)
                .as("what Chromium complained of")
                .filteredOn(complaint -> forgiven.stream().noneMatch(complaint::contains))
                .isEmpty();
    }
}
