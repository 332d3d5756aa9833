package coop.fairpass.site;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.directory.Actor;
import coop.fairpass.site.Visitor.Seen;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.WorkWaiting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Somebody who chose English: each page they come to must be English whole, but what people and places are called. */
public final class EnglishReader implements AutoCloseable {

    /** Words that French cannot do without. */
    private static final Pattern FRENCH = Pattern.compile(
            "(?iu)\\b(le|la|les|des|une|est|sont|vous|nous|votre|pour|avec|dans|qui|chèques?|carnets?|lieux)\\b");

    private final Visitor visitor;

    private EnglishReader(Visitor visitor) {
        this.visitor = visitor;
    }

    /** The visitor, once they have chosen. */
    public static EnglishReader of(Visitor visitor) {
        visitor.read("/langue/en");
        return new EnglishReader(visitor);
    }

    /** Reads a page, English whole. */
    public Seen read(String path) {
        return whole(visitor.read(path));
    }

    /** Sends a form of a page that was read; the answer is English whole. */
    public Seen send(Seen page, String action, Map<String, String> fields) {
        return whole(visitor.send(page, action, fields));
    }

    /** Reads what is French for everybody: a file, a program's answer, a page that has no English. */
    public Seen readFrench(String path) {
        return visitor.read(path);
    }

    /** The French words of a page, but those that it says are French. */
    public static List<String> frenchIn(String html) {
        var said = PageReading.text(html.replaceAll("(?s)<([a-z]+[1-6]?) [^>]*lang=\"fr\"[^>]*>.*?</\\1>", " "));
        return FRENCH.matcher(said).results().map(MatchResult::group).toList();
    }

    /** What some rooms say on the home page of whoever reads English: what they live by, and what waits for them. */
    public static List<String> homeOf(OpenSite site, Actor actor, Set<String> rooms) {
        return Language.ENGLISH.during(() -> Stream.concat(
                        site.beans(LivesBy.class).stream()
                                .filter(room -> rooms.contains(roomOf(room)))
                                .flatMap(room -> room.panelsFor(actor).stream())
                                .flatMap(EnglishReader::words),
                        site.beans(WorkWaiting.class).stream()
                                .filter(room -> rooms.contains(roomOf(room)))
                                .flatMap(room -> room.waitingFor(actor).stream())
                                .flatMap(work -> Stream.of(work.title(), work.detail())))
                .toList());
    }

    private static String roomOf(Object bean) {
        return bean.getClass().getPackageName().replace("coop.fairpass.", "");
    }

    /** All that a panel says. */
    public static Stream<String> words(LivesBy.Panel panel) {
        return Stream.of(
                        Stream.of(panel.title()),
                        panel.figures().stream().flatMap(figure -> Stream.of(figure.value(), figure.label())),
                        panel.charts().stream()
                                .flatMap(chart -> Stream.concat(
                                        Stream.of(chart.title(), chart.what(), chart.description()),
                                        chart.rows().stream().flatMap(row -> Stream.of(row.label(), row.value())))),
                        panel.words().stream())
                .flatMap(all -> all);
    }

    private static Seen whole(Seen seen) {
        assertThat(seen.html()).as(seen.path()).contains("<html lang=\"en\">");
        assertThat(Accessibility.faults(seen.html())).as(seen.path()).isEmpty();
        assertThat(frenchIn(seen.html())).as(seen.path() + " " + seen.text()).isEmpty();
        return seen;
    }

    @Override
    public void close() {
        visitor.close();
    }
}
