package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.web.SubjectNames;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders by their number, for who may open them; a draft has none yet. */
@Component
class OrderNames implements SubjectNames {

    private final JdbcClient jdbc;

    OrderNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "order";
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Name> of(Collection<String> ids, Actor reader) {
        return SubjectNames.byId(jdbc.sql("""
                        SELECT id, number, payer
                          FROM orders.voucher_order
                         WHERE id = ANY (:ids::uuid[])
                           AND number <> ''
                        """)
                .param("ids", ids.toArray(String[]::new))
                .query((row, _) -> new Known(
                        row.getString("id"),
                        Name.of(
                                row.getString("number"),
                                "/commandes/" + row.getString("id"),
                                Orders.isSeenBy(reader, new OrganisationId(row.getObject("payer", UUID.class))))))
                .list());
    }
}
