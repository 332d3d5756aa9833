package coop.fairpass.mail;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes a mail out, as text and as HTML: no image, nothing that tells the sender it was read. */
@Component
class RenderLetter {

    private final TemplateEngine templates;
    private final String site;

    RenderLetter(
            TemplateEngine templates,
            @Value("${fairpass.public-address:http://localhost:${server.port:8080}}") String site) {
        this.templates = templates;
        this.site = site.endsWith("/") ? site.substring(0, site.length() - 1) : site;
    }

    RenderedLetter render(Letters.ToSend toSend) {
        var letter = toSend.letter();
        var stop = letter.kind().isCompulsory()
                ? Optional.<String>empty()
                : Optional.of(site + "/courriels/" + toSend.word());
        var link = letter.link().map(one -> new Letter.Link(one.label(), site + one.path()));
        var html = new StringOutput();
        templates.render("mail/letter.jte", Map.of("letter", letter, "link", link, "stop", stop, "site", site), html);
        return new RenderedLetter(
                letter.id(), letter.recipient(), letter.subject(), text(letter, link, stop), html.toString(), stop);
    }

    private String text(Letter letter, Optional<Letter.Link> link, Optional<String> stop) {
        var text = new StringBuilder("Bonjour,\n\n");
        letter.words().forEach(words -> text.append(words).append("\n\n"));
        link.ifPresent(one ->
                text.append(one.label()).append(" :\n").append(one.path()).append("\n\n"));
        text.append("Fairpass · ").append(site).append('\n');
        stop.ifPresent(address ->
                text.append("Ne plus recevoir ces rappels :\n").append(address).append('\n'));
        return text.toString();
    }
}
