package coop.fairpass;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One address that answers, as the program writes it, and the method behind it: {@code GET /commandes/{id}}. */
public record Route(HttpMethod method, String path, Method handler, Optional<MediaType> consumes) {

    /** All those of the running program. */
    public static List<Route> of(TestApplication site) {
        return site
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(path -> methods(
                                        entry.getKey().getMethodsCondition().getMethods())
                                .stream()
                                .map(method -> new Route(
                                        HttpMethod.valueOf(method.name()),
                                        path,
                                        entry.getValue().getMethod(),
                                        entry.getKey().getConsumesCondition().getConsumableMediaTypes().stream()
                                                .findFirst()))))
                .toList();
    }

    /** What answers whatever the method is asked for by GET. */
    private static Set<RequestMethod> methods(Set<RequestMethod> written) {
        return written.isEmpty() ? Set.of(RequestMethod.GET) : written;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** The type of what is sent to it, when it reads a body. */
    public Optional<Class<?>> body() {
        return Arrays.stream(handler.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .<Class<?>>map(parameter -> parameter.getType())
                .findFirst();
    }

    /** The names of what it asks beside its address. */
    public List<String> parameters() {
        return Arrays.stream(handler.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(parameter -> {
                    var annotation = parameter.getAnnotation(RequestParam.class);
                    var name = annotation.value().isEmpty() ? annotation.name() : annotation.value();
                    return name.isEmpty() ? parameter.getName() : name;
                })
                .toList();
    }
}
