package coop.fairpass.catalogue;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Préfixe local : what the codes begin with of the services that this instance adds to the shared catalogue ({@code
 * BFC-COM-001}); domain §11, rule 6. Without one, the instance keeps the whole catalogue itself. It is chosen once: the
 * services that bear another are the shared ones.
 */
@Component
public class LocalPrefix {

    /** Of the catalogue that the program ships: nobody's own. */
    static final String SHARED = "FP";

    private final Optional<String> value;

    LocalPrefix(@Value("${fairpass.catalogue.local-prefix:}") String written) {
        if (!written.matches("([A-Z]{2,5})?") || written.equals(SHARED)) {
            throw new IllegalArgumentException(
                    "fairpass.catalogue.local-prefix is two to five capital letters, and not " + SHARED);
        }
        this.value = Optional.of(written).filter(text -> !text.isEmpty());
    }

    /** {@code BFC}; none when this instance adds nothing of its own. */
    public Optional<String> value() {
        return value;
    }

    /** Whether a service is this instance's own. */
    public boolean isLocal(ServiceCode code) {
        return value.filter(prefix -> code.value().startsWith(prefix + "-")).isPresent();
    }

    /** {@code local} or {@code shared}, as exports say it. */
    String scope(ServiceCode code) {
        return isLocal(code) ? "local" : "shared";
    }
}
