package coop.fairpass.faults;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.World;
import coop.fairpass.bench.HttpConnection.Answer;
import coop.fairpass.faults.Load.Told;
import coop.fairpass.redemption.RedemptionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what clients were told with the books: nothing that was acknowledged is lost, nothing is counted twice,
 * money moved to the cent, and the doctor finds nothing.
 */
final class Checker {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final World world;

    Checker(Ground ground) {
        this(ground.world);
    }

    Checker(World world) {
        this.world = world;
    }

    /** Everything that these clients were told, which must be all that the base holds. */
    String check(List<Load> loads) {
        Map<UUID, Set<RedemptionId>> acknowledged = new HashMap<>();
        var seen = new HashSet<RedemptionId>();
        for (var load : loads) {
            assertThat(load.complaints()).as("what nobody should be told").isEmpty();
            for (var told : load.told()) {
                var ids = redeemed(told);
                assertThat(ids).as("acknowledged twice").noneMatch(seen::contains);
                seen.addAll(ids);
                if (!ids.isEmpty()) {
                    acknowledged.put(request(told.answer()), ids);
                }
            }
        }
        var owner = world.owner();
        Map<UUID, Set<RedemptionId>> kept = new HashMap<>();
        owner.sql("SELECT request, voucher, attempt FROM redemption.redemption").query(row -> {
            kept.computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>())
                    .add(new RedemptionId(row.getLong(2), row.getInt(3)));
        });
        assertThat(kept).as("what was acknowledged, request by request").isEqualTo(acknowledged);
        long twice = number("""
                SELECT count(*) - count(DISTINCT voucher) FROM redemption.redemption WHERE state IN ('ACCEPTED', 'HELD')
                """);
        assertThat(twice).as("vouchers counted twice").isZero();
        long accepted =
                number("SELECT coalesce(sum(face_cents), 0) FROM redemption.redemption WHERE state = 'ACCEPTED'");
        long posted = number("SELECT coalesce(sum(amount_cents), 0) FROM ledger.leg WHERE movement = 'M20'");
        assertThat(posted).as("cents posted by M20").isEqualTo(accepted);
        assertThat(world.ailments()).as("what the doctor finds").isEmpty();
        return "%,d chèques validés, %,d requêtes, %,.2f € postés, docteur au vert"
                .formatted(seen.size(), acknowledged.size(), posted / 100.0);
    }

    private long number(String sql) {
        return world.owner().sql(sql).query(Long.class).single();
    }

    private static Set<RedemptionId> redeemed(Told told) {
        var ids = new HashSet<RedemptionId>();
        for (var service : services(told.answer())) {
            for (var id : service.path("redemptions")) {
                ids.add(RedemptionId.read(id.asString()).orElseThrow());
            }
        }
        return ids;
    }

    /** The id of the call that is answered. */
    static UUID request(Answer answer) {
        return UUID.fromString(JSON.readTree(answer.body()).path("request").asString());
    }

    /** The answer of each service of a call. */
    static List<JsonNode> services(Answer answer) {
        return JSON.readTree(answer.body()).path("services").valueStream().toList();
    }
}
