package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A provider chooses the name, the colour and the logo that come first on its pages. */
@Component
public class ChooseIdentity {

    /** @param logo a PNG or JPEG file; nothing leaves the one that is there */
    @SuppressWarnings("ArrayRecordComponent") // the bytes of a file: read once, never compared
    public record Command(
            OrganisationId provider, String name, Optional<String> colour, Optional<byte[]> logo, Actor by) {}

    public sealed interface Outcome {
        record Chosen(ProviderIdentity identity) implements Outcome {}

        record Refused(PresentationReason reason) implements Outcome {}
    }

    private static final int LONGEST_NAME = 120;

    private final ProviderIdentities identities;

    ChooseIdentity(ProviderIdentities identities) {
        this.identities = identities;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!PlaceRights.mayChange(command.by(), command.provider())
                || identities.find(command.provider()).isEmpty()) {
            return new Outcome.Refused(PresentationReason.NOT_ALLOWED);
        }
        var name = command.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return new Outcome.Refused(PresentationReason.NAME_MISSING);
        }
        var colour = command.colour().map(written -> written.strip().toLowerCase(Locale.ROOT));
        if (colour.filter(written -> !written.matches("#[0-9a-f]{6}")).isPresent()) {
            return new Outcome.Refused(PresentationReason.COLOUR_INVALID);
        }
        var logo = command.logo().flatMap(PlacePicture::drawn);
        if (command.logo().isPresent() && logo.isEmpty()) {
            return new Outcome.Refused(PresentationReason.PICTURE_INVALID);
        }
        identities.write(command.provider(), name, colour, logo.orElse(null), command.by());
        return new Outcome.Chosen(identities.find(command.provider()).orElseThrow());
    }
}
