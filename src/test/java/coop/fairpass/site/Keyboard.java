package coop.fairpass.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Somebody who has a keyboard and no mouse: goes from stop to stop, and each must have a name and be seen. */
final class Keyboard {

    /** No page of ours has more stops than this before what is looked for. */
    private static final int MOST_STOPS = 60;

    private Keyboard() {}

    /** What the keyboard is on: its words or its label, and whether that can be seen. */
    record Stop(String name, boolean isSeen) {}

    static Stop tab(Page page) {
        page.keyboard().press("Tab");
        var told = (List<?>) page.evaluate("""
                () => {
                  const at = document.activeElement;
                  const label = at.labels && at.labels.length ? at.labels[0].innerText : '';
                  const box = at.getBoundingClientRect();
                  const style = getComputedStyle(at);
                  const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                  const isInView = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
                  return [at === document.body ? '' : (label || at.innerText || at.getAttribute('aria-label') || '').trim(),
                          isOutlined && isInView];
                }
                """);
        return new Stop(((String) told.get(0)).replace('\u00a0', ' '), (Boolean) told.get(1));
    }

    /** Goes on with Tab until what is called so; all that is met on the way has a name and is seen. */
    static void tabTo(Page page, String name) {
        for (int i = 0; i < MOST_STOPS; i++) {
            var stop = tab(page);
            assertThat(stop.name()).as("a stop on " + page.url()).isNotEmpty();
            assertThat(stop.isSeen()).as("focus on « %s »", stop.name()).isTrue();
            if (stop.name().startsWith(name)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not come to « %s » on %s".formatted(name, page.url()));
    }
}
