package coop.fairpass.mail;

import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Les courriels : the page by which one stops reminders, and in a demonstration the mailbox of everybody. */
@Controller
@RequestMapping("/courriels")
class MailPages {

    private final Letters letters;
    private final ObjectProvider<Mailbox> mailbox;

    MailPages(Letters letters, ObjectProvider<Mailbox> mailbox) {
        this.letters = letters;
        this.mailbox = mailbox;
    }

    /** Nothing is changed by opening the address: programs that look for viruses open every address. */
    @GetMapping("/{word}")
    String choice(@PathVariable String word, Model model) {
        var address = reader(word);
        model.addAttribute("word", word);
        model.addAttribute("stopped", letters.isStopped(address, MailKind.REMINDER));
        model.addAttribute("told", Told.in(model));
        return "mail/choice";
    }

    /** One click in a mail program (RFC 8058): the word is the right to do so. */
    @PostMapping("/{word}")
    @org.springframework.web.bind.annotation.ResponseBody
    ResponseEntity<String> oneClick(@PathVariable String word) {
        letters.stop(reader(word), MailKind.REMINDER);
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("ok");
    }

    @PostMapping("/{word}/choix")
    String choose(
            @PathVariable String word, @RequestParam(defaultValue = "false") boolean again, RedirectAttributes next) {
        var address = reader(word);
        if (again) {
            letters.resume(address, MailKind.REMINDER);
        } else {
            letters.stop(address, MailKind.REMINDER);
        }
        next.addFlashAttribute(
                "told", Told.done(again ? "Vous recevrez à nouveau les rappels." : "Vous ne recevrez plus de rappel."));
        return "redirect:/courriels/" + word;
    }

    private String reader(String word) {
        return letters.readerOf(word).orElseThrow(ProblemException::notFound);
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("letters", box().all());
        return "mail/mailbox";
    }

    @GetMapping("/recus/{id}")
    String one(@PathVariable UUID id, Model model) {
        model.addAttribute("received", received(id));
        return "mail/received";
    }

    /** As a mail program shows it, in a frame of the page. */
    @GetMapping("/recus/{id}/html")
    ResponseEntity<String> html(@PathVariable UUID id, HttpServletResponse response) {
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
                .body(received(id).letter().html());
    }

    private Mailbox.Received received(UUID id) {
        return box().find(id).orElseThrow(ProblemException::notFound);
    }

    /** Only where mail goes nowhere: elsewhere these pages do not exist. */
    private Mailbox box() {
        return Optional.ofNullable(mailbox.getIfAvailable()).orElseThrow(ProblemException::notFound);
    }
}
