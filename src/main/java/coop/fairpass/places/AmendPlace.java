package coop.fairpass.places;

import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.territory.Point;
import coop.fairpass.territory.Territories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A place is renamed, or moves: asked by its provider, accepted by a reviewer, whose transaction this is. */
@Component
public class AmendPlace {

    private final JdbcClient jdbc;
    private final Places places;
    private final Territories territories;

    AmendPlace(JdbcClient jdbc, Places places, Territories territories) {
        this.jdbc = jdbc;
        this.places = places;
        this.territories = territories;
    }

    /**
     * Moved, it stands at the centre of its commune until its own position is known.
     *
     * @param commune of today
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handle(PlaceId id, String name, Address address, InseeCode commune) {
        var place = places.lock(id).orElseThrow();
        boolean moves = !place.address().street().equals(address.street())
                || !place.address().postalCode().equals(address.postalCode())
                || !place.commune().equals(commune);
        var position = moves ? territories.commune(commune).flatMap(one -> one.centre()) : place.position();
        jdbc.sql("""
                        UPDATE places.place
                           SET name = :name, street = :street, postal_code = :postal_code, town = :town,
                               commune = :commune, latitude = :latitude, longitude = :longitude,
                               is_position_exact = :is_position_exact
                         WHERE id = :id
                        """)
                .param("id", id.value())
                .param("name", name)
                .param("street", address.street())
                .param("postal_code", address.postalCode().digits())
                .param("town", address.town())
                .param("commune", commune.value())
                .param("latitude", position.map(Point::latitude).orElse(null), java.sql.Types.DOUBLE)
                .param("longitude", position.map(Point::longitude).orElse(null), java.sql.Types.DOUBLE)
                .param("is_position_exact", !moves && place.isPositionExact())
                .update();
    }
}
