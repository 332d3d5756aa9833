package coop.fairpass.demo;

import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The demonstration as its first visitor finds it, open at a free port: lived once a run, for all the tests that look at
 * it and change nothing that others read.
 */
public final class LivedDemo implements AutoCloseable {

    private final Db db;
    private final TestApplication site;

    private LivedDemo(Db db) {
        this.db = db;
        var clock = new DemoClock(JdbcClient.create(db.app()), Clock.system(Paris.ZONE));
        site = TestApplication.start(
                db,
                clock,
                Map.of(
                        "fairpass.demonstration", true,
                        "fairpass.development-sign-in", true,
                        "fairpass.mailbox", true,
                        "fairpass.api.anonymous-per-minute", Integer.MAX_VALUE,
                        "fairpass.booklet.prints-its-own", true));
        site.bean(Story.class).tell(_ -> {});
    }

    /** Gives it to a constructor or a method that asks for it. */
    public static final class Given implements ParameterResolver {

        private static final Namespace NAMESPACE = Namespace.create(LivedDemo.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LivedDemo.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            TestDatabase.start(context);
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(
                            LivedDemo.class, _ -> new LivedDemo(TestDatabase.copy(context)), LivedDemo.class);
        }
    }

    public TestApplication site() {
        return site;
    }

    /** SQL as the owner, to find what the story left. */
    public JdbcClient owner() {
        return JdbcClient.create(db.owner());
    }

    public String address(String path) {
        return site.url(path).toString();
    }

    /** Somebody more in an organisation, with these roles and no other. */
    Actor newcomer(OrganisationId organisation, String name, Set<Role> roles) {
        var person = UUID.randomUUID();
        var people = site.bean(People.class);
        people.enter(person, name, Optional.empty());
        roles.forEach(role -> people.grant(person, organisation, role, Actor.CLOCK));
        return new Actor("person/" + person, name, Optional.of(organisation), roles);
    }

    @Override
    public void close() {
        site.close();
        db.close();
    }
}
