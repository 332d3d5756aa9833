package coop.fairpass.site;

import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The link by which a reader chooses a language, and comes back to the same page. */
@Controller
class LanguagePages {

    private static final Duration KEPT = Duration.ofDays(365);

    /**
     * Keeps the choice in the browser.
     *
     * @param back an address of this site; any other is the home page
     */
    @GetMapping("/langue/{tag}")
    ResponseEntity<Void> choose(
            @PathVariable String tag,
            @RequestParam(name = "retour", defaultValue = "/") String back,
            HttpServletRequest request) {
        var language = Language.ofTag(tag).orElseThrow(ProblemException::notFound);
        var cookie = ResponseCookie.from(ReaderLanguage.COOKIE, language.tag())
                .path("/")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, local(back))
                .build();
    }

    /** Nobody is led out of the site by an address that somebody else wrote. */
    private static String local(String address) {
        return address.matches("/(?!/)[\\x21-\\x7e&&[^\\\\]]*") ? address : "/";
    }
}
