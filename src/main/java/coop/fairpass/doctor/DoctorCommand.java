package coop.fairpass.doctor;

import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import java.io.PrintStream;
import java.util.List;

/** Asks every invariant of a live database; the exit code is 1 as soon as one fails. */
@CommandLine(name = "doctor", summary = "vérifie les invariants de la base, un par un", help = """
                Chaque ligne est un invariant : « ok », ou « NON » suivi de ce qui le contredit (20 au plus).
                Le code de retour est 1 dès qu’un invariant est faux. Rien n’est modifié ; le site peut rester ouvert.""")
class DoctorCommand implements Command {

    private final Examination examination;

    DoctorCommand(Examination examination) {
        this.examination = examination;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        var findings = examination.handle();
        long failed = 0;
        for (var finding : findings) {
            out.println("%-4s %-12s %s"
                    .formatted(
                            finding.holds() ? "ok" : "NON",
                            finding.invariant().code(),
                            finding.invariant().sentence()));
            finding.offenders().forEach(offender -> out.println("       · " + offender));
            failed += finding.holds() ? 0 : 1;
        }
        out.println("%d invariants, %d faux".formatted(findings.size(), failed));
        return failed == 0 ? DONE : FAILED;
    }
}
