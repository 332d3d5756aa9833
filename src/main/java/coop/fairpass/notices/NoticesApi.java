package coop.fairpass.notices;

import coop.fairpass.directory.Actor;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What one's organisation was told. */
@RestController
@RequestMapping("/api/v1/notices")
@Tag(name = "Avis")
class NoticesApi {

    record NoticeAnswer(String key, String subject, String text, Instant toldAt) {}

    private final Notices notices;

    NoticesApi(Notices notices) {
        this.notices = notices;
    }

    @GetMapping
    @Operation(
            summary = "Les avis de son organisation qui s’adressent à soi, les derniers d’abord",
            description = "The notices of one's organisation that are for one's roles, latest first.")
    Page<NoticeAnswer> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var checks = new Checks();
        var last = checks.optionalText("after", after, 300);
        int most = checks.size(size);
        checks.orThrow();
        if (caller.organisation().isEmpty()) {
            throw ProblemException.notAllowed();
        }
        return Page.of(notices.readBy(caller, last, most + 1), most, Notice::key)
                .map(notice -> new NoticeAnswer(notice.key(), notice.subject(), notice.text(), notice.toldAt()));
    }
}
