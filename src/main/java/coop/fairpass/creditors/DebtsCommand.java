package coop.fairpass.creditors;

import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import coop.fairpass.web.Sentences;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the file of what is owed to each, for the day when no site is open. */
@CommandLine(
        name = "debts",
        arguments = "[dossier]",
        summary = "écrit ce qui est dû à chacun, avec une preuve de fonds signée",
        help = """
                Écrit une archive dans ce dossier, ou dans celui où l’on est : créances des lieux, valeur non utilisée
                de chaque commanditaire, preuve de fonds signée par le trousseau de l’instance, et comment la vérifier.
                Rien n’est modifié ; le site peut rester ouvert, ou ne plus l’être.
                Le code de retour est 1 si les chiffres ne sont pas ceux des livres ; l’archive est écrite, et le dit.
                """)
class DebtsCommand implements Command {

    private final ReadDebts readDebts;
    private final DebtFile debtFile;

    DebtsCommand(ReadDebts readDebts, DebtFile debtFile) {
        this.readDebts = readDebts;
        this.debtFile = debtFile;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.size() > 1) {
            out.println("fairpass : écrivez « ./fairpass debts », ou « ./fairpass debts <dossier> »");
            return MISUSED;
        }
        var debts = readDebts.now();
        var archive = debtFile.of(debts);
        var file = Path.of(arguments.isEmpty() ? "." : arguments.getFirst()).resolve(archive.name());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, archive.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(file.normalize());
        for (var one : debts.comparisons()) {
            out.println("%-4s %-45s %18s"
                    .formatted(
                            one.isEqual() ? "ok" : "NON",
                            Sentences.french(one.group()),
                            one.file().french()));
        }
        out.println("%-4s %-45s %18s"
                .formatted("", "Compte cantonné", debts.coverage().cash().french()));
        return debts.isEqualToBooks() ? DONE : FAILED;
    }
}
