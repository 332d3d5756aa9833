package coop.fairpass.places;

import coop.fairpass.catalogue.NationalCategory;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.territory.Commune;
import coop.fairpass.web.Elision;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of places, as a page shows it.
 *
 * @param told what was asked, and what is wrong with it
 * @param answer empty when it could not be read
 * @param labels of the services found
 * @param metres how far was asked; zero is everywhere
 */
public record PlaceListPage(
        Told told,
        Optional<Commune> commune,
        List<Other> others,
        Map<String, String> typed,
        Optional<PlaceSearch.Answer> answer,
        Map<OrganisationId, ProviderIdentity> identities,
        Map<ServiceCode, String> labels,
        Map<String, List<Service>> categories,
        Pages pages,
        Elsewhere elsewhere,
        int metres,
        boolean isHoliday) {

    /** Prints of a letter, the largest first, and how many lines of the largest its places may take. */
    private static final List<Map.Entry<String, Integer>> LETTERS =
            List.of(Map.entry("", 19), Map.entry("large", 23), Map.entry("middling", 27), Map.entry("small", 37));

    private static final String SMALLEST = "smallest";
    private static final int LETTERS_OF_A_LINE = 56;
    private static final int LETTERS_OF_A_NAME = 42;

    /** Which page of the list it is, and the addresses of others; no next one where the list ends. */
    public record Pages(int page, String first, Optional<String> previous, Optional<String> next) {

        public boolean isOne() {
            return previous.isEmpty() && next.isEmpty();
        }
    }

    /** Addresses of the same search, with all that was asked, as another page shows it. */
    public record Elsewhere(String list, String map, String letter) {}

    /** Another commune of the same name, and the address of the same search around it. */
    public record Other(String name, String address) {}

    public List<Integer> kilometres() {
        return SearchForm.KILOMETRES;
    }

    public List<NationalCategory> needs() {
        return Arrays.asList(NationalCategory.values());
    }

    public List<Care> care() {
        return Arrays.asList(Care.values());
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public boolean isTyped(String field, String value) {
        var typed = typed(field);
        return typed.indexOf('|') < 0
                ? typed.equals(value)
                : Arrays.asList(typed.split("\\|", -1)).contains(value);
    }

    /** Whether one of the fields that are folded away was used. */
    public boolean isPrecise() {
        return List.of("charge", "format", "care", "open").stream().anyMatch(typed::containsKey)
                || told.isWrong("charge")
                || told.isWrong("format")
                || told.isWrong("care");
    }

    /** {@code Autour de Dijon (21)}, {@code Dans toute la France}. */
    public String where() {
        return commune.map(found -> Language.say(
                        "Autour %s (%s)".formatted(Elision.of(found.name()), found.department()),
                        "Around %s (%s)".formatted(found.name(), found.department())))
                .orElse(Language.say("Dans toute la France", "All over France"));
    }

    /** What was asked of the places, in words: the service, what is left to pay, the format, for whom, open now. */
    public List<String> asked() {
        var asked = new ArrayList<String>();
        if (typed.containsKey("service")) {
            asked.add(service(typed("service")));
        }
        if (typed.containsKey("charge")) {
            asked.add(
                    typed("charge").equals("0")
                            ? Language.say("rien à payer en plus", "nothing left to pay")
                            : Language.say("%s € au plus à payer en plus", "€%s at most left to pay")
                                    .formatted(typed("charge")));
        }
        if (isTyped("format", ServiceFormat.INDIVIDUAL.name())) {
            asked.add(Language.say("seul avec quelqu’un", "alone with somebody"));
        }
        if (isTyped("format", ServiceFormat.COLLECTIVE.name())) {
            asked.add(Language.say("à plusieurs, en atelier", "with others, in a workshop"));
        }
        care().stream()
                .filter(one -> isTyped("care", one.name()))
                .map(Sentences::of)
                .forEach(asked::add);
        if (typed.containsKey("open")) {
            asked.add(Language.say("ouvert maintenant", "open now"));
        }
        return List.copyOf(asked);
    }

    private String service(String written) {
        return needs().stream()
                .filter(need -> need.name().equals(written))
                .map(NationalCategory::said)
                .findFirst()
                .orElseGet(() -> categories.values().stream()
                        .flatMap(List::stream)
                        .filter(one -> one.code().value().equals(written))
                        .map(Service::label)
                        .findFirst()
                        .orElse(written));
    }

    /** Says that too few places were as near as was asked, and how far the last one is; empty when all are near. */
    public Optional<String> beyond() {
        var found = answer.map(PlaceSearch.Answer::places).orElse(List.of());
        long near =
                found.stream().filter(one -> one.metres().orElse(0L) <= metres).count();
        if (near == found.size()) {
            return Optional.empty();
        }
        long last = found.getLast().metres().orElse(0L);
        int kilometres = metres / 1_000;
        return Optional.of(Language.say(
                "%s à moins de %d km. Nous avons cherché plus loin : le dernier est %s."
                        .formatted(
                                near == 0 ? "Aucun lieu n’est" : Plural.of(near, "lieu est", "lieux sont"),
                                kilometres,
                                Distances.french(last)),
                "%s within %d km. We looked further: the last one is %s."
                        .formatted(
                                near == 0 ? "No place is" : Plural.english(near, "place is", "places are"),
                                kilometres,
                                Distances.english(last))));
    }

    /** Whether the list goes on after its last page: then a commune or a service makes it shorter. */
    public boolean isCut() {
        return pages.next().isEmpty()
                && answer.filter(PlaceSearch.Answer::hasMore).isPresent();
    }

    /** {@code 20 lieux, et d’autres à la page suivante}. */
    public String count() {
        return answer.map(found -> count(found.places().size())).orElse("");
    }

    private String count(int places) {
        if (places == 0) {
            return Language.say("Aucun lieu", "No place");
        }
        return Language.say(Plural.of(places, "lieu", "lieux"), Plural.english(places, "place", "places"))
                + (pages.next().isPresent() ? Language.say(" sur cette page", " on this page") : "");
    }

    public ProviderIdentity identity(PlaceSearch.Found found) {
        return Optional.ofNullable(identities.get(found.place().provider()))
                .orElseGet(() -> new ProviderIdentity(
                        found.place().provider(), found.place().name(), Optional.empty(), false));
    }

    /** The class under which a letter is printed: the more its places say, the smaller, to stay on one sheet. */
    public String printOfLetter() {
        double lines = answer.map(PlaceSearch.Answer::places).orElse(List.of()).stream()
                .mapToDouble(this::linesOfLetter)
                .sum();
        return LETTERS.stream()
                .filter(one -> lines <= one.getValue())
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(SMALLEST);
    }

    /** About how many lines of a sheet in the largest print a place takes, its price and its margin included. */
    private double linesOfLetter(PlaceSearch.Found found) {
        var own = identity(found).name();
        var name = found.place().name();
        int names = lines(name, LETTERS_OF_A_NAME) + (own.equals(name) ? 0 : lines(own, LETTERS_OF_A_NAME));
        int hours = SpokenHours.linesOnPaper(found.openingHours()).stream()
                .mapToInt(line -> lines(line, LETTERS_OF_A_LINE))
                .sum();
        double telephone = found.place().telephone().isPresent() ? 1.6 : 0;
        return names + lines(found.address(), LETTERS_OF_A_LINE) + Math.max(1, hours) + telephone + 1.6;
    }

    private static int lines(String text, int letters) {
        return (text.length() + letters - 1) / letters;
    }

    public String label(PlaceSearch.Found found) {
        return labels.getOrDefault(
                found.least().service(), found.least().service().value());
    }
}
