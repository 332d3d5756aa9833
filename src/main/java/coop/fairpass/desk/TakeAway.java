package coop.fairpass.desk;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Archive;
import coop.fairpass.web.Download;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.TakenAway;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Emporter : all that the rooms hold of an organisation, in one archive of open formats, for whoever leads it, at any
 * time, also after it has left.
 */
@Component
class TakeAway {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final List<TakenAway> rooms;
    private final Organisations organisations;
    private final Clock clock;

    TakeAway(List<TakenAway> rooms, Organisations organisations, Clock clock) {
        this.rooms =
                rooms.stream().sorted(Comparator.comparingInt(TakenAway::rank)).toList();
        this.organisations = organisations;
        this.clock = clock;
    }

    /** Whether somebody may take all away: those who answer for a provider, for their own only. */
    static boolean mayTake(Actor by, OrganisationId organisation) {
        return by.isOf(organisation) && by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE);
    }

    /**
     * The archive, written while it is read: each room reads what is there when its turn comes. Whose data they are is
     * not in its name, which travels: {@code donnees-2027-01-31.zip}.
     *
     * @throws ProblemException when it is not theirs to take
     */
    ResponseEntity<StreamingResponseBody> zip(OrganisationId own, Actor by) {
        if (!mayTake(by, own)) {
            throw ProblemException.notAllowed();
        }
        return Download.headers("donnees-%s.zip".formatted(Paris.today(clock)), ZIP)
                .body(out -> write(own, out));
    }

    private void write(OrganisationId organisation, OutputStream out) throws IOException {
        Language.FRENCH.during(() -> {
            var now = clock.instant();
            var archive = new Archive(out, LocalDateTime.ofInstant(now, Paris.ZONE));
            for (var room : rooms) {
                room.write(organisation, archive);
            }
            archive.finish(words(organisations.get(organisation).legalName(), Paris.french(now)));
            return organisation;
        });
    }

    /** How the archive begins to say what it is. */
    private static String words(String name, String moment) {
        return """
            Les données de %s
            Emportées le %s

            Cette archive contient tout ce que la plateforme garde de votre structure, dans des formats ouverts.

            CSV : un tableau. Texte UTF-8, une ligne d’en-tête, des points-virgules entre les cases. Un tableur l’ouvre.
            Les jours sont écrits 2027-01-31, les montants en euros avec une virgule. Une case qui ressemble à une
            formule commence par une apostrophe, pour qu’un tableur ne l’exécute pas.
            Le fichier du standard national a des virgules entre les cases, comme ce standard le demande.
            JSON : des données emboîtées, en UTF-8.
            XML : des factures électroniques, norme européenne EN 16931 (CII).
            PDF, PNG, JPEG : des documents et des images, tels qu’ils furent émis ou donnés.

            Ce qui n’y est pas : les codes des chèques, que personne ne garde ; les IBAN entiers, que votre banque vous
            donne ; les avis de moins de cinq personnes et les noms de qui réclame, que personne ne lit ; les pièces
            dont la durée de conservation est passée.""".formatted(name, moment);
    }
}
