package coop.fairpass;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: one program, one database, rooms that only point down (ARCHITECTURE.md). */
@SpringBootApplication
public class Fairpass {

    public static void main(String[] args) {
        SpringApplication.run(Fairpass.class, args);
    }
}
