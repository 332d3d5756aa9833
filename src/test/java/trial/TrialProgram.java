package trial;

import coop.fairpass.command.Command;
import coop.fairpass.command.CommandLine;
import java.io.PrintStream;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ComponentScan
public class TrialProgram {

    @CommandLine(name = "echo", arguments = "<mots>", summary = "répète", help = "Sans mot, ne répète rien.")
    static class EchoCommand implements Command {

        @Override
        public int run(List<String> arguments, PrintStream out) {
            out.println(String.join("|", arguments));
            return arguments.isEmpty() ? MISUSED : DONE;
        }
    }

    /** Says whether it was given the program around it. */
    @CommandLine(name = "alone", summary = "sans le programme", alone = true)
    static class AloneCommand implements Command, BeanFactoryAware {

        private String company = "seul";

        @Override
        public void setBeanFactory(BeanFactory program) {
            company = "accompagné";
        }

        @Override
        public int run(List<String> arguments, PrintStream out) {
            out.println(company + " " + arguments);
            return FAILED;
        }
    }

    @CommandLine(name = "fail", summary = "échoue sans l’avoir prévu")
    static class FailCommand implements Command {

        @Override
        public int run(List<String> arguments, PrintStream out) {
            throw new RuntimeException("part of a test, so without a trace", null, false, false) {};
        }
    }

    /** Cannot even be made: nothing may try unless it is called. */
    @CommandLine(name = "boom", summary = "éclate")
    static class BoomCommand implements Command {

        BoomCommand() {
            throw new IllegalStateException("made without having been called");
        }

        @Override
        public int run(List<String> arguments, PrintStream out) {
            return DONE;
        }
    }
}
