package coop.fairpass.desk;

import coop.fairpass.calendar.Paris;
import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Sentences;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;

/** Gives an empty instance its cooperative, its first administrator and a first key. */
@CommandLine(
        name = "setup",
        arguments = "nom=… siret=… …",
        summary = "enregistre la coopérative, sa première administratrice et une clé",
        help = """
                Une fois, sur une base vide ; le site peut être ouvert :
                  ./fairpass setup "nom=Coopérative Exemple" siret=… "rue=1 rue de l’Exemple" cp=21000 ville=Dijon \\
                      tel=0970000000 "administratrice=Prénom Nom" courriel=nom@exemple.coop
                La clé n’est montrée qu’une fois : gardez-la comme un mot de passe. Elle crée toutes les autres :
                  curl -H "Authorization: Bearer fp_…" http://localhost:8080/api/v1/me
                L’administratrice choisit son mot de passe à l’adresse affichée, si un courriel est donné.
                Clé ou mot de passe perdus :
                  ./fairpass setup nouvelle-clé""")
class SetupCommand implements Command {

    private static final String NEW_KEY = "nouvelle-clé";
    private static final Set<String> FIELDS =
            Set.of("nom", "siret", "rue", "cp", "ville", "tel", "administratrice", "courriel");

    private final SetUpInstance setUpInstance;
    private final String site;

    SetupCommand(
            SetUpInstance setUpInstance,
            @Value("${fairpass.public-address:http://localhost:${server.port:8080}}") String site) {
        this.setUpInstance = setUpInstance;
        this.site = site;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.equals(List.of(NEW_KEY))) {
            return setUpInstance
                    .anotherKey()
                    .map(outcome -> told(outcome, out))
                    .orElseGet(() -> failed(out, "l’instance n’est pas encore enregistrée"));
        }
        Map<String, String> fields = new HashMap<>();
        for (var argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1 || !FIELDS.contains(argument.substring(0, equals))) {
                out.println("fairpass : « %s » n’est pas compris ; « ./fairpass setup --help » dit comment"
                        .formatted(argument));
                return MISUSED;
            }
            fields.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return setUp(fields, out);
    }

    private int setUp(Map<String, String> fields, PrintStream out) {
        var checks = new Checks();
        var name = checks.text("nom", fields.get("nom"), 200);
        var siret = checks.identifier("siret", fields.get("siret"), Siret::check);
        var street = checks.text("rue", fields.get("rue"), 200);
        var postalCode = checks.identifier("cp", fields.get("cp"), PostalCode::check);
        var town = checks.text("ville", fields.get("ville"), 100);
        // booklets print it: who holds a voucher calls the cooperative
        var telephone = checks.identifier("tel", fields.get("tel"), Telephone::check);
        var administrator = checks.text("administratrice", fields.get("administratrice"), 200);
        var email = checks.optionalText("courriel", fields.get("courriel"), 254);
        if (!checks.errors().isEmpty()) {
            checks.errors().forEach(error -> out.println("fairpass : %s : %s".formatted(error.field(), error.title())));
            return MISUSED;
        }
        var cooperative = new RegisterOrganisation.Command(
                new OrganisationId(UUID.randomUUID()),
                name,
                Optional.empty(),
                siret,
                LegalNature.PRIVATE,
                OrganisationKind.COOPERATIVE,
                VatRegime.TAXABLE,
                new Address(street, postalCode.orElseThrow(), town, Optional.empty()),
                email,
                telephone);
        return told(setUpInstance.handle(new SetUpInstance.Command(cooperative, administrator, email)), out);
    }

    private int told(SetUpInstance.Outcome outcome, PrintStream out) {
        return switch (outcome) {
            case SetUpInstance.Outcome.Done(var cooperative, var key, var expiresOn, var invitation) -> {
                out.println("Coopérative : " + cooperative);
                out.println("Clé d’administration, montrée une seule fois, jusqu’au %s :"
                        .formatted(Paris.french(expiresOn)));
                out.println(key);
                invitation.ifPresent(path -> {
                    out.println("Pour choisir le mot de passe de l’administratrice, sept jours, une fois :");
                    out.println(site + path);
                });
                yield DONE;
            }
            case SetUpInstance.Outcome.AlreadyDone(var legalName) ->
                failed(out, "cette instance est déjà celle de « %s »".formatted(legalName));
            case SetUpInstance.Outcome.Refused(var reason) -> failed(out, Sentences.of(reason));
        };
    }

    private static int failed(PrintStream out, String why) {
        out.println("fairpass : " + why);
        return FAILED;
    }
}
