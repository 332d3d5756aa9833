package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands out payment files, and keeps who took which and its digest: the same file always has the same bytes. */
@Component
class Exports {

    private final JdbcClient jdbc;
    private final Clock clock;

    Exports(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    HandedOutFile handOut(UUID subject, CreditTransferFile file, PainVersion version, Actor by) {
        var content = new ByteArrayOutputStream();
        try {
            file.write(content, version);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        var handedOut = new HandedOutFile(file.messageId() + ".xml", content.toByteArray());
        if (wasOtherwise(subject, version, handedOut.sha256())) {
            throw new IllegalStateException("the file of %s is not the one handed out before".formatted(subject));
        }
        keep(subject, version, handedOut.sha256(), by);
        return handedOut;
    }

    private boolean wasOtherwise(UUID subject, PainVersion version, String sha256) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM bank.export
                             WHERE subject = :subject AND version = :version AND sha256 <> :sha256)
                        """)
                .param("subject", subject)
                .param("version", version.name())
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    private void keep(UUID subject, PainVersion version, String sha256, Actor by) {
        jdbc.sql("""
                        INSERT INTO bank.export (id, subject, version, sha256, exported_at, exported_by)
                        VALUES (:id, :subject, :version, :sha256, :at, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("subject", subject)
                .param("version", version.name())
                .param("sha256", sha256)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .update();
    }
}
