package coop.fairpass.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Every command of the program, and the running of the one that was typed. */
public final class Commands {

    private static final Logger log = LoggerFactory.getLogger(Commands.class);
    private static final List<String> HELP = List.of("help", "--help", "-h");

    private final Class<?> application;
    private final PrintStream out;
    private final PrintStream err;

    Commands(Class<?> application, PrintStream out, PrintStream err) {
        this.application = application;
        this.out = out;
        this.err = err;
    }

    /** Runs what was typed and ends the program with its exit code, unless it left the site open. */
    public static void main(Class<?> application, String... arguments) {
        // The terminal's charset is ASCII in most containers, and we speak French.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var commands = new Commands(application, out, err);
        commands.run(List.of(arguments)).ifPresent(System::exit);
    }

    /** The exit code, or nothing when the site stays open. */
    Optional<Integer> run(List<String> words) {
        if (words.isEmpty()) {
            err.println(list());
            return Optional.of(Command.MISUSED);
        }
        var name = words.getFirst();
        var arguments = words.subList(1, words.size());
        if (HELP.contains(name)) {
            return Optional.of(help(arguments));
        }
        var known = find(name);
        if (known.isEmpty()) {
            return Optional.of(unknown(name));
        }
        if (arguments.stream().anyMatch(List.of("--help", "-h")::contains)) {
            return Optional.of(help(List.of(name)));
        }
        return known.get().line().alone()
                ? Optional.of(run(BeanUtils.instantiateClass(known.get().type()), arguments))
                : start(known.get(), arguments);
    }

    private Optional<Integer> start(Known known, List<String> arguments) {
        var program = new SpringApplication(application);
        program.setMainApplicationClass(application);
        // The words belong to the command; a setting is given by the environment or a file.
        program.setAddCommandLineProperties(false);
        program.setWebApplicationType(known.line().web() ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        program.setDefaultProperties(settings(known.line()));
        if (known.line().prepared()) {
            program.addListeners(new PreparedStart(application, known.line()));
        }
        var context = program.run();
        int code = run(context.getBean(known.type()), arguments);
        if (known.line().web() && code == Command.DONE) {
            context.start(); // what waits for the site to be open, such as work done every few minutes
            return Optional.empty();
        }
        return Optional.of(SpringApplication.exit(context, () -> code));
    }

    static Map<String, Object> settings(CommandLine line) {
        var settings = new HashMap<String, Object>();
        if (!line.web()) {
            settings.put("logging.level.root", "warn");
        }
        for (var setting : line.settings()) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return settings;
    }

    /** What nobody foresaw ends here, with its trace: the site it may have opened would keep the program alive. */
    private int run(Command command, List<String> arguments) {
        try {
            return command.run(arguments, out);
        } catch (RuntimeException e) {
            log.error("the command failed", e);
            return Command.FAILED;
        }
    }

    private int unknown(String name) {
        err.println("fairpass : commande inconnue « %s » ; « ./fairpass help » les donne toutes".formatted(name));
        return Command.MISUSED;
    }

    private int help(List<String> arguments) {
        if (arguments.isEmpty()) {
            out.println(list());
            return Command.DONE;
        }
        var known = find(arguments.getFirst());
        if (known.isEmpty()) {
            return unknown(arguments.getFirst());
        }
        var line = known.get().line();
        out.println("./fairpass %s %s".formatted(line.name(), line.arguments()).strip());
        out.println("  " + line.summary());
        if (!line.help().isBlank()) {
            out.println();
            out.println(line.help().strip());
        }
        return Command.DONE;
    }

    private String list() {
        var lines = new ArrayList<String>();
        lines.add("Usage : ./fairpass <commande> [arguments]");
        lines.add("");
        for (var known : all()) {
            lines.add("  %-28s %s"
                    .formatted(
                            (known.line().name() + " " + known.line().arguments()).strip(),
                            known.line().summary()));
        }
        lines.add("");
        lines.add("« ./fairpass help <commande> » ou « ./fairpass <commande> --help » en dit plus.");
        return String.join(System.lineSeparator(), lines);
    }

    private Optional<Known> find(String name) {
        return all().stream().filter(known -> known.line().name().equals(name)).findFirst();
    }

    /** A class that can be called, and how. */
    private record Known(Class<? extends Command> type, CommandLine line) {}

    private List<Known> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(CommandLine.class));
        scanner.setResourcePattern("**/*Command.class"); // to look into each class takes most of a second
        return scanner.findCandidateComponents(application.getPackageName()).stream()
                .map(definition -> ClassUtils.resolveClassName(
                        String.valueOf(definition.getBeanClassName()), application.getClassLoader()))
                .map(type -> new Known(type.asSubclass(Command.class), type.getAnnotation(CommandLine.class)))
                .sorted(Comparator.comparing(known -> known.line().name()))
                .toList();
    }
}
