package coop.fairpass.doctor;

import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import java.io.PrintStream;
import java.util.List;

/** Asks every invariant of a live database; the exit code is 1 as soon as one fails. */
@CommandLine(name = "doctor", summary = "vérifie les invariants de la base, un par un", help = """
                Chaque ligne est un invariant : « ok », ou « NON » suivi de ce qui le contredit (20 au plus).
                Le code de retour est 1 dès qu’un invariant est faux. Rien n’est modifié ; le site peut rester ouvert.
                Le résultat est noté, et se lit sur l’accueil d’une opératrice.""")
class DoctorCommand implements Command {

    private final Examination examination;
    private final Examinations examinations;

    DoctorCommand(Examination examination, Examinations examinations) {
        this.examination = examination;
        this.examinations = examinations;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        var findings = examination.handle();
        int failed = examinations.keep(findings).wrong().size();
        for (var finding : findings) {
            out.println("%-4s %-12s %s"
                    .formatted(
                            finding.holds() ? "ok" : "NON",
                            finding.invariant().code(),
                            finding.invariant().sentence()));
            finding.offenders().forEach(offender -> out.println("       · " + offender));
        }
        out.println("%d invariants, %d faux".formatted(findings.size(), failed));
        return failed == 0 ? DONE : FAILED;
    }
}
