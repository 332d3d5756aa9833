package coop.fairpass.command;

import java.io.PrintStream;
import java.util.List;
import org.springframework.core.env.Environment;

/** Opens the site: the whole of the work is done by the program that starts, this says where it answers. */
@CommandLine(
        name = "serve",
        summary = "ouvre le site",
        web = true,
        prepared = true,
        settings = {"fairpass.due-work-every=PT5M", "fairpass.nightly-backup=true"},
        help = """
                Réglages, par variables d’environnement :
                  FAIRPASS_PORT               port du site (8080)
                  FAIRPASS_HOME               dossier des données (./data)
                  FAIRPASS_DATABASE_URL       base PostgreSQL ≥ 15 à utiliser au lieu de la base embarquée :
                                              jdbc:postgresql://hôte:5432/fairpass
                                              (plusieurs hôtes, séparés par des virgules : le primaire est cherché)
                  FAIRPASS_PATRONI_URLS       adresses des Patroni qui la tiennent, dont la version est vérifiée
                  FAIRPASS_DATABASE_USER      compte qui en possède les schémas (fairpass)
                  FAIRPASS_DATABASE_PASSWORD  et son mot de passe
                  FAIRPASS_TRUSTED_PROXIES    adresses IP des serveurs mandataires (nginx, Caddy…) dont les en-têtes
                                              X-Forwarded-For et X-Forwarded-Proto sont crus, séparées par
                                              des virgules ; aucun sinon. Leur propre journal d’accès ne doit
                                              pas noter les adresses /Q/…, qui portent le code d’un chèque,
                                              ni /invitation/…, /nouveau-mot-de-passe/…, /devenir/…
                  FAIRPASS_SMTP_ADDRESS       serveur de courriel, hôte:port, avec FAIRPASS_SMTP_FROM
                  FAIRPASS_BACKUPS            dossier des sauvegardes de chaque nuit ; voir « help backup »
                  FAIRPASS_LOG_FORMAT         journal : human, ou json (un objet ECS par ligne)
                  FAIRPASS_HEAP               mémoire de Java (1g)
                Tout ce qu’il faut pour le tenir en service est dans docs/operating.md.""")
class ServeCommand implements Command {

    private final Environment environment;

    ServeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        out.println("Fairpass est ouvert : http://localhost:%s/ (Ctrl-C pour fermer)"
                .formatted(environment.getRequiredProperty("local.server.port")));
        return DONE;
    }
}
