package coop.fairpass.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bordereau d’une sauvegarde : il se relit, et un signe changé se voit")
class ManifestSpec {

    private static final Manifest MANIFEST = new Manifest(
            Instant.parse("2026-11-26T01:00:00Z"),
            18,
            "812:830:815,820",
            List.of(new Witness("ledger.leg", 12, "-34")),
            List.of(new Manifest.Entry("base/5/un nom", 8192, "ab"), new Manifest.Entry("PG_VERSION", 3, "cd")));

    @Test
    @DisplayName("ce qui est écrit se relit")
    void is_read_again() {
        assertThat(Manifest.read(MANIFEST.written())).contains(MANIFEST);
        assertThat(MANIFEST.bytes()).isEqualTo(8195);
        assertThat(MANIFEST.rows()).isEqualTo(12);
    }

    @Test
    @DisplayName("un seul signe changé, ajouté ou ôté, où que ce soit : il ne se lit plus")
    void any_change_is_seen() {
        var text = MANIFEST.written();
        for (int at = 0; at < text.length(); at++) {
            var changed = text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
            assertThat(Manifest.read(changed)).as("changed at %d", at).isEmpty();
            assertThat(Manifest.read(text.substring(0, at))).as("cut at %d", at).isEmpty();
        }
        assertThat(Manifest.read(text + "x")).isEmpty();
    }
}
