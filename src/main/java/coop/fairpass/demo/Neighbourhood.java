package coop.fairpass.demo;

import coop.fairpass.booklets.Loss;
import coop.fairpass.booklets.ReportLoss;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Telephone;
import coop.fairpass.places.Care;
import coop.fairpass.places.ChooseIdentity;
import coop.fairpass.places.ClaimPlace;
import coop.fairpass.places.ComplaintKind;
import coop.fairpass.places.Complaints;
import coop.fairpass.places.ConfirmPlace;
import coop.fairpass.places.GiveOpinion;
import coop.fairpass.places.ImportPlaceList;
import coop.fairpass.places.ListedPlaces;
import coop.fairpass.places.OpinionAnswer;
import coop.fairpass.places.OpinionQuestion;
import coop.fairpass.places.OpinionWay;
import coop.fairpass.places.Place;
import coop.fairpass.places.Places;
import coop.fairpass.places.PresentPlace;
import coop.fairpass.places.Presentation;
import coop.fairpass.places.SignalChange;
import coop.fairpass.places.SignalKind;
import coop.fairpass.qualification.AmendedField;
import coop.fairpass.qualification.AmendmentSubject;
import coop.fairpass.qualification.AskAmendment;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/** What places say of themselves, and what others say of them: visitors, and a list that somebody else keeps. */
@Component
class Neighbourhood {

    /** Providers who put their own colours first, and what these are; the first two have a logo. */
    private static final List<Integer> COLOURS = List.of(0x8a1c4a, 0x1d4e89, 0x7a4b00, 0x3c5a14);

    /** Places whose providers have not confirmed them in time. */
    private static final Set<Integer> LATE = Set.of(7, 19, 28);

    private static final String LIST = "liste-exemple";

    private final Places places;
    private final ChooseIdentity chooseIdentity;
    private final PresentPlace presentPlace;
    private final ConfirmPlace confirmPlace;
    private final ImportPlaceList importList;
    private final ListedPlaces listedPlaces;
    private final ClaimPlace claimPlace;
    private final SignalChange signalChange;
    private final Complaints complaints;
    private final GiveOpinion giveOpinion;
    private final ReportLoss reportLoss;
    private final AskAmendment askAmendment;
    private final Households households;
    private final Clock clock;

    Neighbourhood(
            Places places,
            ChooseIdentity chooseIdentity,
            PresentPlace presentPlace,
            ConfirmPlace confirmPlace,
            ImportPlaceList importList,
            ListedPlaces listedPlaces,
            ClaimPlace claimPlace,
            SignalChange signalChange,
            Complaints complaints,
            GiveOpinion giveOpinion,
            ReportLoss reportLoss,
            AskAmendment askAmendment,
            Households households,
            Clock clock) {
        this.places = places;
        this.chooseIdentity = chooseIdentity;
        this.presentPlace = presentPlace;
        this.confirmPlace = confirmPlace;
        this.importList = importList;
        this.listedPlaces = listedPlaces;
        this.claimPlace = claimPlace;
        this.signalChange = signalChange;
        this.complaints = complaints;
        this.giveOpinion = giveOpinion;
        this.reportLoss = reportLoss;
        this.askAmendment = askAmendment;
        this.households = households;
        this.clock = clock;
    }

    /** All of it, on the day that the clock shows. */
    void speak() {
        for (int number = 1; number <= Cast.PROVIDERS; number++) {
            if (number <= COLOURS.size()) {
                showColours(number, COLOURS.get(number - 1));
            }
            if (number % 4 == 1) {
                present(number);
            } else if (!LATE.contains(number)) {
                Refused.unless(
                        ConfirmPlace.Outcome.Confirmed.class,
                        "confirm a place",
                        confirmPlace.handle(new ConfirmPlace.Command(
                                Stage.placeOf(number), Cast.desk(number).actor())));
            }
        }
        takeIn();
        claim(6, "Nous y tenons un atelier chaque mardi.", 8, 9);
        claim(10, "C’est notre second local, depuis 2024.", 11);
        tell(1, SignalKind.HOURS, "Fermé le mercredi depuis septembre.");
        tell(5, SignalKind.CONTACT, "Le numéro ne répond plus.");
        tell(7, SignalKind.CLOSED, "");
        complain(2, ComplaintKind.REFUSED, "On m’a dit que le lieu ne prenait plus les chèques.");
        complain(3, ComplaintKind.WELCOME, "");
        think(1, 34);
        think(2, 8);
        think(5, 3);
        amend(12);
        loseABooklet();
    }

    /** A provider has another name; the cooperative has not answered yet. */
    private void amend(int number) {
        var provider = Cast.provider(number);
        Refused.unless(
                AskAmendment.Outcome.Done.class,
                "ask an amendment",
                askAmendment.handle(new AskAmendment.Command(
                        Cast.id("amendment/" + number),
                        provider.id(),
                        AmendmentSubject.NAME,
                        Optional.empty(),
                        Map.of(AmendedField.LEGAL_NAME, provider.name() + " et compagnie"),
                        "Nom voté en assemblée le 12 septembre.",
                        Cast.desk(number).actor())));
    }

    /** People say what they think of a place: most are content. */
    private void think(int number, int people) {
        for (int i = 0; i < people; i++) {
            var so = i % 11 == 3 ? OpinionAnswer.NO : i % 7 == 2 ? OpinionAnswer.SO_SO : OpinionAnswer.YES;
            Refused.unless(
                    GiveOpinion.Outcome.Kept.class,
                    "give an opinion",
                    giveOpinion.handle(new GiveOpinion.Command(
                            Cast.id("opinion/" + number + "/" + i),
                            Stage.placeOf(number),
                            Map.of(
                                    OpinionQuestion.WELCOME,
                                    OpinionAnswer.YES,
                                    OpinionQuestion.HELP,
                                    so,
                                    OpinionQuestion.AGAIN,
                                    so),
                            Optional.empty(),
                            i % 3 == 0 ? OpinionWay.CARD : OpinionWay.WEB,
                            i % 3 == 0 ? Optional.of(Cast.desk(number).actor()) : Optional.empty())));
        }
    }

    /** Somebody tells that their booklet is lost; the desk has not answered yet. */
    private void loseABooklet() {
        Refused.unless(
                ReportLoss.Outcome.Kept.class,
                "report a loss",
                reportLoss.handle(new ReportLoss.Command(
                        Cast.id("loss"),
                        Loss.LOST,
                        Optional.of(
                                households.lastOf(Cast.DISTRIBUTORS.getFirst().id())),
                        Optional.empty())));
    }

    private void showColours(int number, int colour) {
        Refused.unless(
                ChooseIdentity.Outcome.Chosen.class,
                "choose colours",
                chooseIdentity.handle(new ChooseIdentity.Command(
                        Cast.provider(number).id(),
                        Cast.provider(number).name(),
                        Optional.of("#%06x".formatted(colour)),
                        number <= 2 ? Optional.of(logo(colour)) : Optional.empty(),
                        Cast.desk(number).actor())));
    }

    /** A ring and a dot: nobody's. */
    private static byte[] logo(int colour) {
        var picture = new BufferedImage(160, 160, BufferedImage.TYPE_INT_ARGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(new Color(colour));
        pen.fillOval(0, 0, 160, 160);
        pen.setColor(Color.WHITE);
        pen.fillOval(28, 28, 104, 104);
        pen.setColor(new Color(colour));
        pen.fillOval(56, 56, 48, 48);
        pen.dispose();
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void present(int number) {
        var place = places.get(Stage.placeOf(number));
        var nothing = List.<String>of();
        // The first goes from its own commune to that of the second.
        boolean isItinerant = number == 1;
        var said = new Presentation(
                "Entrée par la cour.",
                nothing,
                "https://www.example.org",
                "On apprend à son rythme, seul ou à plusieurs.",
                "Du café vous attend.\nVous pouvez venir avec quelqu’un.",
                nothing,
                "",
                isItinerant ? List.of("Itinérant") : nothing,
                nothing,
                Stream.of(Care.WALKING, Care.READING, Care.HEARING)
                        .map(Care::standard)
                        .toList(),
                List.of("eng", "fsl"),
                nothing,
                nothing,
                nothing,
                List.of("Se présenter", "Téléphoner"),
                nothing,
                "",
                "",
                Paris.today(clock),
                isItinerant
                        ? List.of(
                                new Presentation.Stop(
                                        "Place du Marché", place.commune().value(), "Tu 09:00-12:00"),
                                new Presentation.Stop(
                                        "Devant la mairie",
                                        places.get(Stage.placeOf(2)).commune().value(),
                                        "Th 14:00-17:00"))
                        : List.of());
        Refused.unless(
                PresentPlace.Outcome.Presented.class,
                "present a place",
                presentPlace.handle(new PresentPlace.Command(
                        place.id(),
                        place.telephone(),
                        Optional.of("accueil@example.org"),
                        place.openingHours(),
                        said,
                        Cast.desk(number).actor())));
    }

    private void tell(int number, SignalKind kind, String words) {
        Refused.unless(
                SignalChange.Outcome.Kept.class,
                "signal a change",
                signalChange.handle(
                        new SignalChange.Command(Cast.id("signal/" + number), Stage.placeOf(number), kind, words)));
    }

    /** Providers say that a place of the list is theirs; the cooperative has not answered yet. */
    private void claim(int listedNumber, String words, int... numbers) {
        var commune = places.get(Stage.placeOf(listedNumber)).commune();
        var place = listedPlaces.unheldIn(commune, 1_000).stream()
                .filter(one -> one.sourceId().equals("exemple-" + listedNumber))
                .findFirst()
                .orElseThrow();
        for (int number : numbers) {
            Refused.unless(
                    ClaimPlace.Outcome.Claimed.class,
                    "claim a listed place",
                    claimPlace.handle(new ClaimPlace.Command(
                            Cast.id("claim/" + number),
                            place.id(),
                            words,
                            Cast.desk(number).actor())));
        }
    }

    private void complain(int number, ComplaintKind kind, String words) {
        Refused.unless(
                Complaints.Outcome.Kept.class,
                "complain of a place",
                complaints.complain(
                        new Complaints.Command(Cast.id("complaint/" + number), Stage.placeOf(number), kind, words)));
    }

    private void takeIn() {
        Refused.unless(
                ImportPlaceList.Outcome.Imported.class,
                "import a list",
                importList.handle(new ImportPlaceList.Command(
                        Cast.id("list/" + LIST),
                        LIST,
                        list().getBytes(StandardCharsets.UTF_8),
                        Cast.REVIEWER.actor())));
    }

    /**
     * A list in the standard 1.0, as such lists are: made-up places in real communes, some of which look like places of
     * ours or like each other, two lines that cannot be read and some values that cannot be kept.
     */
    private String list() {
        var lines = new ArrayList<String>();
        lines.add("id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,telephone,horaires,date_maj,"
                + "source,services,frais_a_charge,remarque_interne");
        for (int number = 1; number <= 3; number++) {
            var place = places.get(Stage.placeOf(number));
            lines.add(line(
                    "connu-" + number,
                    siret(number),
                    place,
                    place.name(),
                    place.address().street(),
                    LIST,
                    "",
                    ""));
        }
        for (int number = 4; number <= 24; number++) {
            var place = places.get(Stage.placeOf(number));
            lines.add(line(
                    "exemple-" + number,
                    number % 8 == 0 ? "00000000000000" : siret(300 + number),
                    place,
                    "Lieu exemple %d".formatted(number),
                    "%d rue Exemple".formatted(number),
                    LIST,
                    number % 9 == 0 ? "12" : "",
                    number % 7 == 0 ? "ouvert le matin, sauf quand il pleut" : "Tu-Fr 09:00-12:00"));
        }
        for (int number = 4; number <= 5; number++) {
            var place = places.get(Stage.placeOf(number));
            lines.add(line(
                    "autre-" + number,
                    siret(400 + number),
                    place,
                    "Lieu exemple n° %d".formatted(number),
                    "%d, rue Exemple".formatted(number),
                    "autre-liste-exemple",
                    "",
                    ""));
        }
        var last = places.get(Stage.placeOf(25));
        lines.add(line("sans-nom", siret(351), last, "", "1 rue Exemple", LIST, "", ""));
        lines.add(line("mauvais-code", siret(352), last, "Lieu exemple 27", "2 rue Exemple", LIST, "", "")
                .replace(last.address().postalCode().digits(), "inconnu"));
        return String.join("\n", lines) + "\n";
    }

    private static String line(
            String id,
            String siret,
            Place place,
            String name,
            String street,
            String source,
            String telephone,
            String hours) {
        var at = place.position();
        return Stream.of(
                        id,
                        siret,
                        name,
                        place.address().town(),
                        place.address().postalCode().digits(),
                        place.commune().value(),
                        street,
                        at.map(point -> Double.toString(point.latitude())).orElse(""),
                        at.map(point -> Double.toString(point.longitude())).orElse(""),
                        telephone,
                        hours,
                        "2026-06-01",
                        source,
                        "Maîtrise des outils numériques du quotidien|Aide aux démarches administratives",
                        "Gratuit",
                        "")
                .map(cell -> cell.isEmpty() ? "" : "\"" + cell.replace("\"", "") + "\"")
                .collect(Collectors.joining(","));
    }

    private static String siret(int number) {
        return Stage.siretOf(Cast.provider(number)).digits();
    }

    /** A number that is kept for fiction: a provider's. */
    static Telephone telephone(int provider) {
        return Telephone.of("+3335301%04d".formatted(100 + provider));
    }
}
