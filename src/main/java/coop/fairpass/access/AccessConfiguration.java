package coop.fairpass.access;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.web.http.CookieSerializer;

/** Where sessions are kept, and the time of telephones. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    DeviceTime deviceTime() {
        return new DeviceTime(InstantSource.system());
    }

    @Bean
    @ConditionalOnWebApplication
    CookieSerializer sessionCookie(AuthenticatorKey key) {
        return new SessionCookie(key);
    }

    /** What an older version wrote and this one cannot read is no session: its owner comes in again. */
    @Bean
    @ConditionalOnWebApplication
    ConversionService springSessionConversionService() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        var reading = new DeserializingConverter();
        conversion.addConverter(byte[].class, Object.class, bytes -> {
            try {
                return reading.convert(bytes);
            } catch (RuntimeException e) {
                return "";
            }
        });
        return conversion;
    }
}
