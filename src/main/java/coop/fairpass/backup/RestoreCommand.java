package coop.fairpass.backup;

import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a home from a backup. It needs no database: the day it is used, there may be none. */
@CommandLine(
        name = "restore",
        arguments = "<sauvegarde> <dossier>",
        summary = "fait d’une sauvegarde un nouveau dossier de données",
        alone = true,
        help = """
                La sauvegarde est d’abord lue en entier : un fichier abîmé est nommé, et rien n’est écrit. Le dossier doit
                être vide, ou ne pas exister : il deviendra FAIRPASS_HOME. Rien n’est démarré, et la base d’avant n’est pas
                touchée. Le trousseau (keys/) et access.key ne sont pas dans la sauvegarde : remettez les vôtres, puis
                « ./fairpass doctor » avant d’ouvrir le site. Tout est dit dans docs/operating.md, § 6.""")
class RestoreCommand implements Command {

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 2) {
            out.println("fairpass : écrivez « ./fairpass restore <sauvegarde> <dossier> »");
            return MISUSED;
        }
        var backup = Path.of(arguments.getFirst());
        var home = Path.of(arguments.getLast());
        try {
            if (isTaken(home)) {
                out.println("fairpass : %s n’est pas vide : donnez un dossier neuf".formatted(home));
                return FAILED;
            }
            var manifest = Manifest.of(backup);
            Archive.check(backup, manifest);
            Rehearsal.bringBack(backup, manifest, home);
            out.println("La sauvegarde du %s est dans %s."
                    .formatted(coop.fairpass.calendar.Paris.french(manifest.takenAt()), home));
            out.println("Il manque le trousseau : copiez-y keys/, access.key et, si vous l’avez, seals.log.");
            out.println("Puis : FAIRPASS_HOME=%s ./fairpass doctor".formatted(home));
            return DONE;
        } catch (DamagedBackup e) {
            out.println("fairpass : " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            out.println("fairpass : %s ne s’écrit pas : %s".formatted(home, e.getMessage()));
            return FAILED;
        }
    }

    private static boolean isTaken(Path home) throws IOException {
        if (Files.notExists(home)) {
            return false;
        }
        if (!Files.isDirectory(home)) {
            return true;
        }
        try (var inside = Files.list(home)) {
            return inside.findAny().isPresent();
        }
    }
}
