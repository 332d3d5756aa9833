package coop.fairpass.catalogue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lists of brands that the committee kept, one after the other; the last one is in force. */
@Component
public class BrandLists {

    /**
     * @param number 0 is the one that the program ships
     * @param minutes where the decision is written down; nothing for the one shipped
     */
    public record BrandList(int number, Brands brands, String minutes, Optional<Instant> recordedAt) {

        /** One name a line, as a form shows them. */
        public String lines() {
            return String.join("\n", brands.names());
        }
    }

    private static final BrandList SHIPPED = new BrandList(0, Brands.shipped(), "", Optional.empty());

    private final JdbcClient jdbc;

    BrandLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, the last first, down to the one that the program ships. */
    @Transactional(readOnly = true)
    public List<BrandList> all() {
        var kept = new ArrayList<>(jdbc.sql("""
                        SELECT number, names, minutes, recorded_at
                          FROM catalogue.brand_list
                         ORDER BY number DESC
                        """)
                .query((row, _) -> new BrandList(
                        row.getInt("number"),
                        new Brands(List.of((String[]) row.getArray("names").getArray())),
                        row.getString("minutes"),
                        Optional.of(row.getObject("recorded_at", OffsetDateTime.class)
                                .toInstant())))
                .list());
        kept.add(SHIPPED);
        return kept;
    }

    /** The one in force. */
    @Transactional(readOnly = true)
    public BrandList current() {
        return all().getFirst();
    }
}
