package coop.fairpass.places;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Adresses électroniques of places: those of a desk are kept, those of a person are not. */
final class PlaceEmail {

    /** Parts of words that make {@code centresocial.didot@…} a desk rather than somebody. */
    private static final Set<String> OF_A_DESK = Set.of(
            "accueil",
            "acceuil",
            "action",
            "agence",
            "animation",
            "antenne",
            "asso",
            "atelier",
            "biblio",
            "bureau",
            "centre",
            "commun",
            "compta",
            "conseil",
            "contact",
            "cyber",
            "direction",
            "ecole",
            "emploi",
            "espace",
            "fablab",
            "formation",
            "foyer",
            "gestion",
            "greta",
            "hello",
            "info",
            "insertion",
            "jeune",
            "logement",
            "mairie",
            "maison",
            "mediath",
            "metiers",
            "mission",
            "mobile",
            "numerique",
            "quartier",
            "relais",
            "secretariat",
            "service",
            "social",
            "solidar",
            "tierslieu",
            "ville");

    /** Whole words, too short to be looked for inside others. */
    private static final Set<String> ACRONYMS = Set.of(
            "bij", "ccas", "cias", "cio", "com", "cs", "csc", "epn", "fs", "mdf", "mds", "mfr", "mjc", "msap", "pij",
            "plie", "udaf");

    private PlaceEmail() {}

    /**
     * True for {@code prenom.nom@…}: a guess that would rather lose a desk than keep a person (formats §8.4, trap 11).
     */
    static boolean namesAPerson(String email) {
        var local = email.substring(0, Math.max(0, email.indexOf('@'))).toLowerCase(Locale.ROOT);
        return local.matches("[a-zà-ÿ]+(-[a-zà-ÿ]+)*[._][a-zà-ÿ]{2,}(-[a-zà-ÿ]+)*")
                && OF_A_DESK.stream().noneMatch(local::contains)
                && Arrays.stream(local.split("[-._]")).noneMatch(ACRONYMS::contains);
    }
}
