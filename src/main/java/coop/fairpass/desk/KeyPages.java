package coop.fairpass.desk;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Les clés d’une organisation, for those who give roles in it and the operator. */
@Controller
@RequestMapping("/equipe/{organisation}/cles")
class KeyPages {

    private static final int LONGEST_NAME = 100;

    /** What the form proposes, and nobody must keep. */
    private static final int DAYS_PROPOSED = 365;

    private final ApiKeys keys;
    private final MayGrant mayGrant;
    private final CreateKey createKey;
    private final RevokeKey revokeKey;
    private final Clock clock;

    KeyPages(ApiKeys keys, MayGrant mayGrant, CreateKey createKey, RevokeKey revokeKey, Clock clock) {
        this.keys = keys;
        this.mayGrant = mayGrant;
        this.createKey = createKey;
        this.revokeKey = revokeKey;
        this.clock = clock;
    }

    @GetMapping
    String all(@PathVariable UUID organisation, Actor by, Model model) {
        return page(mayGrant.led(organisation, by), by, Told.in(model), UUID.randomUUID(), "", model);
    }

    private String page(Organisation of, Actor by, Told told, UUID id, String shown, Model model) {
        model.addAttribute("organisation", of);
        model.addAttribute("told", told);
        model.addAttribute("id", id.toString());
        model.addAttribute("shown", shown);
        model.addAttribute(
                "keys", keys.of(of.id()).stream().map(key -> line(key, by)).toList());
        model.addAttribute("givable", mayGrant.givable(by, of.id()));
        model.addAttribute(
                "expiresOn", Paris.today(clock).plusDays(DAYS_PROPOSED).toString());
        return "desk/keys";
    }

    private KeyLine line(ApiKeys.ApiKey key, Actor by) {
        boolean isPast = key.expiresOn().isBefore(Paris.today(clock));
        boolean acts = key.revokedAt().isEmpty() && !isPast;
        var lastDay = Language.sayLong(key.expiresOn());
        var state = key.revokedAt()
                .map(at -> Language.say("Révoquée le %s", "Revoked on %s").formatted(Language.say(at)))
                .orElseGet(() -> isPast
                        ? Language.say("Finie après le %s", "Ended after %s").formatted(lastDay)
                        : Language.say("Jusqu’au %s inclus", "Until %s included")
                                .formatted(lastDay));
        return new KeyLine(
                key.id(),
                key.name(),
                key.roles().stream().sorted().toList(),
                state,
                key.lastUsedOn().map(Language::sayLong).orElseGet(() -> Language.say("jamais", "never")),
                acts,
                acts && revokeKey.mayNot(key, by).isEmpty());
    }

    /** The answer to the form shows the key: it is kept nowhere, not even in the session for a next page. */
    @PostMapping
    String create(
            @PathVariable UUID organisation,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable List<String> roles,
            @RequestParam(required = false) @Nullable String expiresOn,
            Actor by,
            HttpServletResponse response,
            Model model) {
        var of = mayGrant.led(organisation, by);
        var key = new Checks().optionalId("id", id).orElseThrow(ProblemException::notFound);
        var checks = new Checks();
        var called = checks.text("name", name, LONGEST_NAME);
        var lastDay = checks.day("expiresOn", expiresOn);
        var given = EnumSet.noneOf(Role.class);
        checks.list("roles", roles, Role.values().length)
                .forEach(
                        role -> checks.optionalChoice("roles", role, Role.class).ifPresent(given::add));
        var typed = new HashMap<>(Map.of(
                "name", name == null ? "" : name,
                "expiresOn", expiresOn == null ? "" : expiresOn));
        given.forEach(role -> typed.put("roles-" + role.name(), "true"));
        if (!checks.errors().isEmpty()) {
            response.setStatus(422);
            return page(of, by, Told.refused(notCreated(), checks.errors(), typed), key, "", model);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return switch (createKey.handle(new CreateKey.Command(key, of.id(), called, given, lastDay, by))) {
            case CreateKey.Outcome.Created(var text) ->
                page(of, by, Told.done(created()), UUID.randomUUID(), text, model);
            case CreateKey.Outcome.Refused(var reason) -> {
                response.setStatus(422);
                // A key that was shown is not shown twice: the form that comes back makes another.
                var next = reason == DeskReason.KEY_ALREADY_SHOWN ? UUID.randomUUID() : key;
                yield page(of, by, Told.refused(reason, typed), next, "", model);
            }
        };
    }

    private static String notCreated() {
        return Language.say("La clé n’est pas créée.", "The key is not created.");
    }

    private static String created() {
        return Language.say("La clé est créée. Copiez-la maintenant.", "The key is created. Copy it now.");
    }

    @PostMapping("/{key}/revoquer")
    String revoke(@PathVariable UUID organisation, @PathVariable UUID key, Actor by, RedirectAttributes next) {
        var of = mayGrant.led(organisation, by);
        var known = revokeKey.find(key, of.id()).orElseThrow(ProblemException::notFound);
        next.addFlashAttribute(
                "told",
                revokeKey
                        .handle(known, by)
                        .map(reason -> Told.refused(reason, Map.of()))
                        .orElseGet(() -> Told.done(Language.say(
                                "La clé est révoquée : dans une minute au plus, plus aucun programme n’agit avec elle.",
                                "The key is revoked: within a minute, no program acts with it any more."))));
        return "redirect:/equipe/" + of.id() + "/cles";
    }
}
