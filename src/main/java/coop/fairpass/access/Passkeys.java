package coop.fairpass.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Clés d’accès : what WebAuthn knows of the keys that people’s devices hold. */
@Component
class Passkeys implements UserCredentialRepository {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PasskeyHolders holders;
    private final Sessions sessions;
    private final AccessEvents events;

    Passkeys(JdbcClient jdbc, Clock clock, PasskeyHolders holders, Sessions sessions, AccessEvents events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.holders = holders;
        this.sessions = sessions;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public List<Passkey> of(UUID person) {
        return jdbc.sql("""
                        SELECT k.credential, k.label, k.created_at, k.last_used_at
                          FROM access.passkey k JOIN access.passkey_holder h ON h.handle = k.handle
                         WHERE h.person = :person
                         ORDER BY k.created_at
                        """)
                .param("person", person)
                .query((row, _) -> new Passkey(
                        nameOf(row.getBytes("credential")),
                        row.getString("label"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Transactional(readOnly = true)
    public int countOf(UUID person) {
        return of(person).size();
    }

    @Transactional
    public boolean remove(UUID person, String handle) {
        var credential = credentialsOf(person).stream()
                .filter(one -> nameOf(one).equals(handle))
                .findFirst();
        credential.ifPresent(one -> delete(new Bytes(one)));
        return credential.isPresent();
    }

    @Transactional
    public void removeAllOf(UUID person) {
        credentialsOf(person).forEach(one -> delete(new Bytes(one)));
    }

    private List<byte[]> credentialsOf(UUID person) {
        return jdbc.sql("""
                        SELECT k.credential FROM access.passkey k
                          JOIN access.passkey_holder h ON h.handle = k.handle
                         WHERE h.person = :person
                        """)
                .param("person", person)
                .query((row, _) -> row.getBytes("credential"))
                .list();
    }

    private static String nameOf(byte[] credential) {
        return Secret.digest(java.util.HexFormat.of().formatHex(credential)).substring(0, 16);
    }

    @Override
    @Transactional
    public void delete(Bytes credentialId) {
        jdbc.sql("DELETE FROM access.passkey WHERE credential = :credential")
                .param("credential", credentialId.getBytes())
                .update();
    }

    @Override
    @Transactional
    public void save(CredentialRecord record) {
        int known = jdbc.sql("""
                        UPDATE access.passkey
                           SET signature_count = :count, backup_state = :backup_state, uv_initialized = :uv,
                               last_used_at = :last_used
                         WHERE credential = :credential
                        """)
                .param("count", record.getSignatureCount())
                .param("backup_state", record.isBackupState())
                .param("uv", record.isUvInitialized())
                .param("last_used", now())
                .param("credential", record.getCredentialId().getBytes())
                .update();
        if (known == 0) {
            insert(record);
        }
    }

    private void insert(CredentialRecord record) {
        jdbc.sql("""
                        INSERT INTO access.passkey (credential, handle, public_key, signature_count, uv_initialized,
                               backup_eligible, backup_state, transports, attestation_object, attestation_client, label,
                               created_at, last_used_at)
                        VALUES (:credential, :handle, :public_key, :count, :uv, :backup_eligible, :backup_state,
                               :transports, :attestation_object, :attestation_client, :label, :now, :now)
                        """)
                .param("credential", record.getCredentialId().getBytes())
                .param("handle", record.getUserEntityUserId().getBytes())
                .param("public_key", record.getPublicKey().getBytes())
                .param("count", record.getSignatureCount())
                .param("uv", record.isUvInitialized())
                .param("backup_eligible", record.isBackupEligible())
                .param("backup_state", record.isBackupState())
                .param(
                        "transports",
                        record.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .sorted()
                                .collect(Collectors.joining(",")))
                .param("attestation_object", bytes(record.getAttestationObject()), java.sql.Types.BINARY)
                .param("attestation_client", bytes(record.getAttestationClientDataJSON()), java.sql.Types.BINARY)
                .param("label", record.getLabel())
                .param("now", now())
                .update();
        holders.personOf(record.getUserEntityUserId()).ifPresent(person -> {
            sessions.endOthersOf(person);
            events.keep(person, AccessEvent.PASSKEY_ADDED, record.getLabel());
        });
    }

    private static byte @Nullable [] bytes(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.getBytes();
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return jdbc.sql("SELECT * FROM access.passkey WHERE credential = :credential")
                .param("credential", credentialId.getBytes())
                .query((row, _) -> record(row))
                .optional()
                .orElse(null);
    }

    @Override
    @Transactional(readOnly = true)
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return jdbc.sql("SELECT * FROM access.passkey WHERE handle = :handle ORDER BY created_at")
                .param("handle", userId.getBytes())
                .query((row, _) -> record(row))
                .list();
    }

    private static CredentialRecord record(ResultSet row) throws SQLException {
        Set<AuthenticatorTransport> transports = Arrays.stream(
                        row.getString("transports").split(",", -1))
                .filter(value -> !value.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        var attestation = row.getBytes("attestation_object");
        var client = row.getBytes("attestation_client");
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("credential")))
                .userEntityUserId(new Bytes(row.getBytes("handle")))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("uv_initialized"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .transports(transports)
                .attestationObject(attestation == null ? null : new Bytes(attestation))
                .attestationClientDataJSON(client == null ? null : new Bytes(client))
                .label(row.getString("label"))
                .created(row.getObject("created_at", OffsetDateTime.class).toInstant())
                .lastUsed(row.getObject("last_used_at", OffsetDateTime.class).toInstant())
                .build();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
