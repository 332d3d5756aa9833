package coop.fairpass.postgres;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database that another version of the program made is left as it is, and said so in one line. */
class OtherMigrationsAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(@Nullable Throwable failure, FlywayValidateException cause) {
        return new FailureAnalysis(
                "cette base vient d’une autre version du programme, et rien n’y a été changé ; prenez cette version,"
                        + " ou un autre dossier par FAIRPASS_HOME",
                null,
                cause);
    }
}
