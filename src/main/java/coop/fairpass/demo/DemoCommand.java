package coop.fairpass.demo;

import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import coop.fairpass.directory.Organisations;
import java.io.PrintStream;
import java.util.List;
import org.springframework.core.env.Environment;

/** Lives six months of a territory at the first start, then opens the site on what they left. */
@CommandLine(
        name = "demo",
        summary = "vit six mois d’un territoire, puis ouvre le site",
        web = true,
        settings = {
            "fairpass.demonstration=true",
            "fairpass.development-sign-in=true",
            "fairpass.mailbox=true",
            "fairpass.due-work-every=PT1M",
            "fairpass.booklet.prints-its-own=true"
        },
        help = """
                Au premier lancement, la coopérative, deux commanditaires, quatre distributeurs et trente lieux vivent d’avril à
                octobre 2026 par les vrais cas d’usage, fichiers bancaires compris. Ensuite, le site s’ouvre sur ce qu’ils ont fait :
                entrez comme qui vous voulez. « ./fairpass advance P1M » fait passer un mois.
                Tout est dans FAIRPASS_HOME (./data) : effacez ce dossier pour recommencer.""")
class DemoCommand implements Command {

    private final DemoClock clock;
    private final Story story;
    private final PublishedLists publishedLists;
    private final Organisations organisations;
    private final Environment environment;

    DemoCommand(
            DemoClock clock,
            Story story,
            PublishedLists publishedLists,
            Organisations organisations,
            Environment environment) {
        this.clock = clock;
        this.story = story;
        this.publishedLists = publishedLists;
        this.organisations = organisations;
        this.environment = environment;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        boolean isFirst = !clock.isDemonstration();
        if (isFirst) {
            if (organisations.cooperative().isPresent()) {
                out.println("fairpass : cette base n’est pas celle d’une démonstration ; donnez un autre dossier par"
                        + " FAIRPASS_HOME");
                return FAILED;
            }
            long start = System.nanoTime();
            story.tell(what -> out.println("  · " + what));
            out.println("Six mois vécus en %d s.".formatted((System.nanoTime() - start) / 1_000_000_000));
        } else if (!story.isTold()) {
            out.println(
                    "fairpass : le premier lancement a été interrompu avant la fin des six mois ; effacez le dossier"
                            + " %s et relancez".formatted(environment.getProperty("fairpass.home", "data")));
            return FAILED;
        }
        var address = "http://localhost:%s".formatted(environment.getRequiredProperty("local.server.port"));
        out.println();
        out.println("Fairpass est ouvert : %s/ (Ctrl-C pour fermer)".formatted(address));
        out.println("Entrez comme qui vous voulez : %s/entrer".formatted(address));
        for (var player : List.of(
                Cast.DEPARTMENT_BUYER,
                Cast.DEPARTMENT_ACCOUNTANT,
                Cast.COMPANY_BUYER,
                Cast.agent(Cast.DISTRIBUTORS.getFirst()),
                Cast.desk(1),
                Cast.TREASURER,
                Cast.SECOND_TREASURER,
                Cast.SALES,
                Cast.CONTROLLER)) {
            out.println("  %-24s %s/entrer/%s".formatted(player.name(), address, player.id()));
        }
        if (isFirst) {
            // Once the site is open: nobody waits for what others published.
            publishedLists.takeIn(what -> out.println("  · " + what));
        }
        return DONE;
    }
}
