package coop.fairpass.demo;

import coop.fairpass.Db;
import coop.fairpass.OfTheRun;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The demonstration as its first visitor finds it, open at a free port: lived once a run, for all the tests that look
 * at it and change nothing that others read.
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
                        "fairpass.booklet.prints-its-own", true),
                beans -> beans.registerBean("templateNames", TemplateNames.class, TemplateNames::new));
        site.bean(Story.class).tell(_ -> {});
    }

    /** Says in a header which template a page is made of. */
    static final class TemplateNames implements HandlerInterceptor, WebMvcConfigurer {

        static final String HEADER = "X-Template";

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(this);
        }

        @Override
        public void postHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
            var view = page == null ? null : page.getViewName();
            if (view != null && !view.startsWith("redirect:")) {
                response.setHeader(HEADER, view);
            }
        }
    }

    /** Gives it to a constructor or a method that asks for it. */
    public static final class Given implements ParameterResolver {

        private static final class Lived {

            static final LivedDemo DEMO = OfTheRun.keep(new LivedDemo(TestDatabase.copy()));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LivedDemo.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Lived.DEMO;
        }
    }

    /** The same, lived for one class alone, which may change it. */
    static final class Own implements ParameterResolver {

        private static final Namespace NAMESPACE = Namespace.create(Own.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LivedDemo.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(NAMESPACE)
                    .computeIfAbsent(LivedDemo.class, _ -> new LivedDemo(TestDatabase.copy()), LivedDemo.class);
        }
    }

    public TestApplication site() {
        return site;
    }

    /** SQL as the owner, to find what the story left. */
    public JdbcClient owner() {
        return JdbcClient.create(db.owner());
    }

    /** Pages that a person comes to in a state of things, of which the menu shows no link. */
    List<String> moreAddresses() {
        return owner().sql("""
                        SELECT '/commandes/' || id || page
                          FROM orders.voucher_order
                         CROSS JOIN unnest(ARRAY['', '/besoin', '/cofinancement', '/devis', '/cadrage', '/bon-a-tirer',
                                                 '/bilan', '/stock', '/annulation']) AS page
                         UNION ALL
                        SELECT '/commandes/' || voucher_order || '/lots/' || lot || '/annulation'
                          FROM orders.cancellation_ask
                         WHERE lot IS NOT NULL
                         UNION ALL (SELECT '/banque/lignes/' || id FROM bank.entry ORDER BY id LIMIT 1)
                         UNION ALL (SELECT '/candidatures/' || id FROM qualification.application ORDER BY number DESC LIMIT 1)
                         UNION ALL
                        SELECT '/lieux/' || id || page
                          FROM (SELECT id FROM places.listed WHERE place IS NULL ORDER BY id LIMIT 1) AS listed
                         CROSS JOIN unnest(ARRAY['', '/notre-lieu']) AS page
                         UNION ALL
                        SELECT unnest(ARRAY['/compte', '/compte/donnees', '/compte/application', '/compte/fermer',
                                            '/connexion/organisation', '/equipe', '/carnets/inventaire',
                                            '/cheques/attente', '/cheques/accepter/sans-reseau', '/zones-limitees',
                                            '/fin-de-mois/2026-08/avancement'])
                         UNION ALL (SELECT '/prestataires/' || q.provider FROM qualification.suspension s
                                     JOIN qualification.qualification q ON q.id = s.qualification ORDER BY q.provider)
                        """).query(String.class).list();
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
