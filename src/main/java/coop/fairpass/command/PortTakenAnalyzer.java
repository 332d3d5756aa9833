package coop.fairpass.command;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The most common reason not to start, in French; before Spring's own words for it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(@Nullable Throwable failure, PortInUseException cause) {
        return new FailureAnalysis(
                "le port %d est déjà pris : donnez-en un autre par FAIRPASS_PORT".formatted(cause.getPort()),
                null,
                cause);
    }
}
