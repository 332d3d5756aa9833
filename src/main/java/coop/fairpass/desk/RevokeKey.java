package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Révoquer une clé, within a minute, by who may give all its roles. */
@Component
class RevokeKey {

    private final ApiKeys keys;
    private final MayGrant mayGrant;

    RevokeKey(ApiKeys keys, MayGrant mayGrant) {
        this.keys = keys;
        this.mayGrant = mayGrant;
    }

    /** A key of an organisation, ended or not. */
    Optional<ApiKeys.ApiKey> find(UUID key, OrganisationId of) {
        return keys.of(of).stream().filter(one -> one.id().equals(key)).findFirst();
    }

    /** Ends a key of the organisation; why not, when it goes on. */
    @Transactional
    public Optional<DeskReason> handle(ApiKeys.ApiKey key, Actor by) {
        var refusal = mayNot(key, by);
        if (refusal.isEmpty()) {
            keys.revoke(key.id(), key.organisation(), by);
        }
        return refusal;
    }

    /** Why somebody may not end a key; empty when they may. */
    Optional<DeskReason> mayNot(ApiKeys.ApiKey key, Actor by) {
        return mayGrant.refusal(by, key.organisation(), key.roles());
    }
}
