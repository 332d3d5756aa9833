package coop.fairpass.booklets;

import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The key ring of the running program, opened once and compared with what this database was used with.
 *
 * <p>A database that has never made a booklet takes the ring that is there, or draws one. A database that has is worth
 * nothing without its own ring, and a new one would silently print codes of another world: then the program refuses to
 * start and says which keys it wants.
 */
@Configuration(proxyBeanMethods = false)
class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    @Bean
    KeyGenerations keyGenerations(JdbcClient jdbc) {
        return new KeyGenerations(jdbc);
    }

    @Bean
    VoucherKeys voucherKeys(
            KeyGenerations known,
            Clock clock,
            @Value("${fairpass.keys.directory:${fairpass.home:data}/keys}") String place,
            @Value("${fairpass.instance:fairpass.localhost}") String instance) {
        var directory = Path.of(place);
        if (new KeyDirectory(directory).isEmpty()) {
            known.refuseToDrawAnew(directory);
            VoucherKeys.create(directory, instance, clock.instant());
            LOG.info("new voucher keys in {}: copy them to a safe", directory);
        }
        var keys = VoucherKeys.open(directory);
        known.compare(keys, directory);
        if (!keys.instance().equals(instance)) {
            LOG.warn(
                    "vouchers are signed as {} for ever, whatever fairpass.instance says: {}",
                    keys.instance(),
                    instance);
        }
        return keys;
    }

    @Bean
    VoucherQr voucherQr(
            VoucherKeys keys,
            @Value("${fairpass.public-address:http://localhost:${server.port:8080}}") String publicAddress) {
        return new VoucherQr(publicAddress, keys);
    }
}
