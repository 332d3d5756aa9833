package coop.fairpass.site;

import coop.fairpass.Db;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The whole site, open on a small territory that lives: what its people do here, others see there. */
public final class OpenSite implements AutoCloseable {

    public final World world;
    private final TestApplication site;

    /** @param people those who will come in by the front door */
    public OpenSite(Db db, Path home, Actor... people) {
        world = new World(db, home);
        Arrays.stream(people).forEach(this::seat);
        site = TestApplication.start(
                db,
                world.clock,
                Map.of(
                        "fairpass.home", home.toString(),
                        "fairpass.keys.directory", home.resolve("keys").toString(),
                        "fairpass.instance", "cheques.exemple.coop",
                        "fairpass.public-address", "https://cheques.exemple.coop",
                        "fairpass.booklet.prints-its-own", "true",
                        "fairpass.development-sign-in", "true"));
    }

    private void seat(Actor person) {
        var directory = world.bean(People.class);
        directory.enter(idOf(person), person.label(), Optional.empty());
        person.roles()
                .forEach(role ->
                        directory.grant(idOf(person), person.organisation().orElseThrow(), role, Actor.CLOCK));
    }

    private static UUID idOf(Actor person) {
        return UUID.fromString(person.reference().substring("person/".length()));
    }

    /** Somebody nobody knows. */
    public Visitor visitor() {
        return new Visitor(site);
    }

    /** One of the people, come in. */
    public Visitor as(Actor person) {
        return visitor().enter(idOf(person), person.organisation().orElseThrow().value());
    }

    public <T> T bean(Class<T> type) {
        return site.bean(type);
    }

    /** All that the rooms give of a kind. */
    public <T> Collection<T> beans(Class<T> type) {
        return site.context().getBeansOfType(type).values();
    }

    /** Programs that call the site with their keys. */
    public Programs programs() {
        return new Programs(site);
    }

    /** Where the site is, for a real browser. */
    public String address(String path) {
        return site.url(path).toString();
    }

    @Override
    public void close() {
        site.close();
        world.close();
    }
}
