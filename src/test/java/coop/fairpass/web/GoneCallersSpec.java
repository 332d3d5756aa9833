package coop.fairpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

@DisplayName("Qui part pendant qu’on lui répond n’est pas une panne")
class GoneCallersSpec {

    private final ExceptionHandlerMethodResolver handlers = new ExceptionHandlerMethodResolver(GoneCallers.class);

    @Test
    @DisplayName("la liaison coupée est reconnue sous ce qui l’entoure")
    void cut() {
        var cut = new AsyncRequestNotUsableException("gone", new IOException("Broken pipe"));
        assertThat(handlers.resolveMethodByThrowable(cut)).isNotNull();
        assertThat(handlers.resolveMethodByThrowable(new HttpMessageNotWritableException("not written", cut)))
                .isNotNull();
    }

    @Test
    @DisplayName("une réponse qu’on n’a pas su écrire reste une panne")
    void ours() {
        assertThat(handlers.resolveMethodByThrowable(new HttpMessageNotWritableException("not written")))
                .isNull();
    }
}
