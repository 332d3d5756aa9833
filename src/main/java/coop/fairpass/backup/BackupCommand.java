package coop.fairpass.backup;

import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import coop.fairpass.postgres.EmbeddedServer;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Sentences;
import java.io.PrintStream;
import java.util.List;

/** Takes a backup now and brings it back to see; or examines a copy that somebody else restored. */
@CommandLine(
        name = "backup",
        arguments = "[check <jdbc>]",
        summary = "sauvegarde la base embarquée, restaure la copie à l’essai et l’examine",
        help = """
                backup
                  Le site peut rester ouvert : rien n’attend. La sauvegarde va dans FAIRPASS_BACKUPS ($FAIRPASS_HOME/backups).
                  Elle est aussitôt restaurée sur un serveur d’essai de cette machine, comparée à la base de cet instant,
                  examinée par le docteur, puis l’essai est effacé. Le site ouvert fait de même chaque nuit.
                  Code de retour 1 si elle n’est pas bonne ; les opératrices reçoivent un courriel.
                  Le trousseau et access.key n’y sont jamais : docs/operating.md, § 7.

                backup check jdbc:postgresql://hôte:5432/fairpass
                  Pour une base que vous tenez vous-même : examine une copie que vous avez restaurée, et note le résultat.
                  Compte et mot de passe : FAIRPASS_COPY_USER, FAIRPASS_COPY_PASSWORD (sinon, ceux de la base).

                Réglages : FAIRPASS_BACKUPS, FAIRPASS_BACKUPS_REHEARSAL (dossier de l’essai), FAIRPASS_BACKUPS_HOUR (2, heure
                de Paris), FAIRPASS_BACKUPS_DAYS (14) et FAIRPASS_BACKUPS_MONTHS (12) gardés, FAIRPASS_BACKUPS_LEAVE (512MB
                qui restent libres), FAIRPASS_NIGHTLY_BACKUP (false : pas chaque nuit).""")
class BackupCommand implements Command {

    private final EmbeddedServer ours;
    private final BackUp backUp;
    private final CheckCopy check;
    private final BackupSettings settings;

    BackupCommand(EmbeddedServer ours, BackUp backUp, CheckCopy check, BackupSettings settings) {
        this.ours = ours;
        this.backUp = backUp;
        this.check = check;
        this.settings = settings;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.size() == 2 && arguments.getFirst().equals("check")) {
            return say(check.handle(arguments.getLast()), out);
        }
        if (!arguments.isEmpty()) {
            out.println("fairpass : écrivez « ./fairpass backup », ou « ./fairpass backup check <jdbc> »");
            return MISUSED;
        }
        if (ours.server().isEmpty()) {
            out.println("fairpass : cette base n’est pas la base embarquée. Sauvegardez-la par pg_basebackup ou"
                    + " pgBackRest, restaurez-en une copie, puis « ./fairpass backup check <jdbc> » l’examine"
                    + " (docs/operating.md, § 6)");
            return MISUSED;
        }
        var outcome = backUp.handle(ours.server().get());
        outcome.backup().ifPresent(name -> out.println(settings.directory().resolve(name) + ", " + outcome.size()));
        return say(outcome, out);
    }

    private static int say(Outcome outcome, PrintStream out) {
        out.println(Sentences.of(outcome.state()));
        if (!outcome.state().isGood()) {
            out.println("fairpass : " + outcome.failure());
            return FAILED;
        }
        if (outcome.rows() > 0) {
            out.println(Plural.of(outcome.rows(), "ligne retrouvée", "lignes retrouvées"));
        }
        out.println(Plural.of(outcome.invariants(), "invariant vrai", "invariants vrais"));
        return DONE;
    }
}
