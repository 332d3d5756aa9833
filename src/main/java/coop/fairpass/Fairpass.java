package coop.fairpass;

import coop.fairpass.command.Commands;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: one program, one database, rooms that only point down (ARCHITECTURE.md). */
@SpringBootApplication
public class Fairpass {

    public static void main(String[] arguments) {
        Commands.main(Fairpass.class, arguments);
    }
}
