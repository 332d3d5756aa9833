package coop.fairpass.winddown;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Banner;
import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What each reader is told of a wind-down, first that what is in their hands stays good. */
@Component
class WindDownBanner implements Banner {

    private final WindDown windDown;

    WindDownBanner(WindDown windDown) {
        this.windDown = windDown;
    }

    @Override
    public Optional<Words> bannerFor(Optional<Actor> reader) {
        return switch (windDown.standing()) {
            case WindDown.Standing.Open() -> Optional.empty();
            case WindDown.Standing.Announced(var _, var from) -> Optional.of(words(announced(from), reader));
            case WindDown.Standing.Stopped(var _, var since) -> Optional.of(words(stopped(since), reader));
        };
    }

    static String announced(LocalDate from) {
        return Language.say(
                        "À partir du %s, la coopérative ne délivre plus de nouveaux chèques",
                        "From %s, the cooperative issues no new vouchers")
                .formatted(Language.sayLong(from));
    }

    static String stopped(LocalDate since) {
        return Language.say(
                        "Depuis le %s, la coopérative ne délivre plus de nouveaux chèques",
                        "Since %s, the cooperative issues no new vouchers")
                .formatted(Language.sayLong(since));
    }

    private static Words words(String title, Optional<Actor> reader) {
        return reader.filter(WindDown::mayTakeFile).isPresent()
                ? new Words(
                        title,
                        Language.say(
                                "Rien de nouveau n’est signé, fabriqué ni activé. Le dossier de ce qui est dû à chacun"
                                        + " se télécharge à tout moment.",
                                "Nothing new is signed, made or activated. The file of what is owed to each can be"
                                        + " downloaded at any time."),
                        "/arret-progressif/dossier",
                        Language.say("Le dossier de ce qui est dû", "The file of what is owed"))
                : new Words(
                        title,
                        meaning(reader),
                        WindDownPages.PATH,
                        Language.say("Ce que cela change pour vous", "What it changes for you"));
    }

    private static String meaning(Optional<Actor> reader) {
        if (reader.filter(Actor::isOfTheCooperative).isPresent()) {
            return Language.say(
                    "Rien de nouveau n’est signé, fabriqué ni activé. Tout le reste continue.",
                    "Nothing new is signed, made or activated. All else goes on.");
        }
        if (has(reader, Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT)) {
            return Language.say(
                    "Vos chèques actifs restent acceptés jusqu’à leur date. Ce qui n’est pas activé, ou n’aura pas"
                            + " servi, vous est rendu.",
                    "Your active vouchers stay accepted until their date. What is not activated, or will not have been"
                            + " used, is given back to you.");
        }
        if (has(reader, Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.LEGAL_REPRESENTATIVE, Role.MEDIATOR)) {
            return Language.say(
                    "Acceptez les chèques comme avant, jusqu’à leur date : ils vous sont payés.",
                    "Accept vouchers as before, until their date: you are paid for them.");
        }
        if (has(reader, Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT)) {
            return Language.say(
                    "Remettez les carnets actifs comme avant. Un carnet perdu est encore remplacé.",
                    "Hand over active booklets as before. A lost booklet is still replaced.");
        }
        return Language.say(
                "Les chèques déjà remis restent acceptés jusqu’à leur date, et les lieux sont payés.",
                "Vouchers already handed over stay accepted until their date, and places are paid.");
    }

    private static boolean has(Optional<Actor> reader, Role... roles) {
        return reader.filter(one -> Arrays.stream(roles).anyMatch(one::has)).isPresent();
    }
}
