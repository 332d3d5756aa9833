package coop.fairpass.access;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who holds passkeys: for WebAuthn a person is an opaque handle, and the name it is given is our id of the person. */
@Component
class PasskeyHolders implements PublicKeyCredentialUserEntityRepository {

    private static final int HANDLE_BYTES = 32;

    private final JdbcClient jdbc;
    private final Accounts accounts;

    PasskeyHolders(JdbcClient jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return personOf(id).map(person -> entity(person, id)).orElse(null);
    }

    @Transactional(readOnly = true)
    public Optional<UUID> personOf(Bytes handle) {
        return jdbc.sql("SELECT person FROM access.passkey_holder WHERE handle = :handle")
                .param("handle", handle.getBytes())
                .query(UUID.class)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        var person = person(username);
        return person.flatMap(known -> jdbc.sql("SELECT handle FROM access.passkey_holder WHERE person = :person")
                        .param("person", known)
                        .query((row, _) -> row.getBytes("handle"))
                        .optional()
                        .map(handle -> entity(known, new Bytes(handle))))
                .orElse(null);
    }

    private PublicKeyCredentialUserEntity entity(UUID person, Bytes handle) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .name(person.toString())
                .id(handle)
                .displayName(accounts.emailOf(person).orElse("Fairpass"))
                .build();
    }

    /** WebAuthn met somebody for the first time, by the id of the person. */
    @Override
    @Transactional
    public void save(PublicKeyCredentialUserEntity entity) {
        jdbc.sql("""
                        INSERT INTO access.passkey_holder (person, handle) VALUES (:person, :handle)
                            ON CONFLICT (person) DO NOTHING
                        """)
                .param("person", UUID.fromString(entity.getName()))
                .param(
                        "handle",
                        entity.getId() == null
                                ? Secret.bytes(HANDLE_BYTES)
                                : entity.getId().getBytes())
                .update();
    }

    private static Optional<UUID> person(String username) {
        try {
            return Optional.of(UUID.fromString(username));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** With the last of their keys. */
    @Override
    @Transactional
    public void delete(Bytes id) {
        jdbc.sql("DELETE FROM access.passkey_holder WHERE handle = :handle")
                .param("handle", id.getBytes())
                .update();
    }
}
