package coop.fairpass.tariff;

import coop.fairpass.web.Language;

/** Rates and prices as people read them, in the reader's language. */
public final class RateWords {

    private RateWords() {}

    /** A share in per cent, or a price before VAT. */
    public static String value(Tariff.Dated dated) {
        return switch (dated.kind().unit()) {
            case RATE -> Language.say(dated.rate());
            case PRICE -> Language.say(dated.price());
        };
    }

    /** What a kind is called where people read it. */
    public static String name(RateKind kind) {
        return switch (kind) {
            case UPSTREAM_FEE -> Language.say("frais des commanditaires", "payers’ fees");
            case DOWNSTREAM_FEE -> Language.say("frais des lieux", "places’ fees");
            case CONTRIBUTION -> Language.say("don volontaire", "voluntary donation");
            case SUBSCRIPTION -> Language.say("abonnement d’un lieu, par an", "a place’s subscription, per year");
            case ENGAGEMENT_MARGIN -> Language.say("marge sur l’accompagnement", "margin on support");
        };
    }

    /** What a kind is a share of, or a price of. */
    public static String of(RateKind kind) {
        return switch (kind) {
            case UPSTREAM_FEE ->
                Language.say(
                        "de la valeur des chèques commandés, hors TVA ; gardé pour une commande au taux du devis accepté",
                        "of the value of the vouchers ordered, before VAT; kept for an order at the rate of its quote");
            case DOWNSTREAM_FEE ->
                Language.say(
                        "de la valeur des chèques acceptés, hors TVA ; au taux du jour du service",
                        "of the value of the vouchers accepted, before VAT; at the rate of the day of the service");
            case CONTRIBUTION ->
                Language.say(
                        "de la valeur des chèques acceptés, pour le fonds de dotation, si le lieu le veut",
                        "of the value of the vouchers accepted, for the endowment, if the place agrees");
            case SUBSCRIPTION -> Language.say("hors TVA", "before VAT");
            case ENGAGEMENT_MARGIN ->
                Language.say("du prix hors TVA payé par le client", "of the price before VAT that the client pays");
        };
    }
}
