package coop.fairpass.places;

import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be true of places and no constraint can say, because it is about other rooms. */
@Component
class PlacesInvariants implements Invariants {

    @Override
    public List<Invariant> all() {
        return List.of(
                new Invariant("PLACES-01", "La commune de chaque lieu est connue, présente ou passée.", """
                        SELECT p.id::text
                          FROM places.place p
                         WHERE NOT EXISTS (SELECT 1 FROM territory.known_code k WHERE k.code = p.commune)
                        """),
                new Invariant("PLACES-02", "Chaque lieu est à une organisation de l’annuaire.", """
                        SELECT p.id::text
                          FROM places.place p
                         WHERE NOT EXISTS (SELECT 1 FROM directory.organisation_name o WHERE o.id = p.provider)
                        """),
                new Invariant(
                        "PLACES-03",
                        "Chaque offre porte, à son premier jour, sur un service du référentiel en vigueur.",
                        """
                        SELECT o.id::text
                          FROM places.offer o
                         WHERE NOT EXISTS (SELECT 1
                                             FROM catalogue.service_period s
                                            WHERE s.code = o.service
                                              AND s.valid_from <= o.valid_from
                                              AND coalesce(s.valid_until > o.valid_from, true))
                        """),
                new Invariant(
                        "PLACES-04",
                        "Un lieu recensé qu’une structure a obtenu est devenu un lieu, et c’est le sien.",
                        """
                        SELECT c.id::text
                          FROM places.claim c
                          JOIN places.listed l ON l.id = c.listed
                         WHERE c.decision = 'ACCEPTED'
                           AND NOT EXISTS (SELECT 1
                                             FROM places.place p
                                            WHERE p.id = l.place
                                              AND p.provider = c.organisation)
                        """),
                new Invariant("PLACES-05", "Qui demande un lieu recensé est une organisation de l’annuaire.", """
                        SELECT c.id::text
                          FROM places.claim c
                         WHERE NOT EXISTS (SELECT 1 FROM directory.organisation_name o WHERE o.id = c.organisation)
                        """),
                new Invariant("PLACES-06", "Un lieu qui garde le numéro d’un lieu recensé est celui de sa liste.", """
                        SELECT l.id::text
                          FROM places.listed l
                          JOIN places.place p ON p.id = l.id
                         WHERE l.place IS DISTINCT FROM p.id
                        """),
                new Invariant(
                        "PLACES-07",
                        "Un service que personne de payé ne conduit n’est plus offert contre des chèques.",
                        """
                        SELECT o.id::text
                          FROM places.offer o
                          JOIN LATERAL (SELECT l.led_by, l.said_at
                                          FROM places.leaders l
                                         WHERE l.offer = o.id
                                         ORDER BY l.number DESC
                                         LIMIT 1) l ON true
                         WHERE l.led_by <@ ARRAY['CIVIC_SERVICE', 'VOLUNTEER']
                           AND coalesce(o.valid_until > greatest(o.valid_from,
                                                                 (l.said_at AT TIME ZONE 'Europe/Paris')::date), true)
                        """),
                new Invariant("PLACES-08", "Un territoire est confié à une organisation de l’annuaire.", """
                        SELECT DISTINCT t.hub::text
                          FROM places.hub_territory t
                         WHERE NOT EXISTS (SELECT 1 FROM directory.organisation_name o WHERE o.id = t.hub)
                        """),
                new Invariant(
                        "PLACES-09",
                        "Un lieu dessiné à sa place est là où il a été dit en dernier, s’il a été dit.",
                        """
                        SELECT p.id::text
                          FROM places.place p
                          JOIN LATERAL (SELECT s.latitude, s.longitude
                                          FROM places.position s
                                         WHERE s.place = p.id
                                         ORDER BY s.number DESC
                                         LIMIT 1) s ON true
                         WHERE p.is_position_exact
                           AND (p.latitude, p.longitude) <> (s.latitude, s.longitude)
                        """));
    }
}
