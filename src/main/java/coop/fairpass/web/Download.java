package coop.fairpass.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file that a program or a person takes away; no cache between us keeps it, unless it is open data. */
public final class Download {

    private Download() {}

    public static ResponseEntity<byte[]> pdf(String name, byte[] content) {
        return of(name + ".pdf", MediaType.APPLICATION_PDF, content);
    }

    public static ResponseEntity<byte[]> xml(String name, byte[] content) {
        return of(name + ".xml", MediaType.APPLICATION_XML, content);
    }

    public static ResponseEntity<byte[]> of(String fileName, MediaType type, byte[] content) {
        return headers(fileName, type).body(content);
    }

    /** The headers of open data: a page of any site may read it, and a cache may keep it for ten minutes. */
    public static ResponseEntity.BodyBuilder openData(String fileName, MediaType type) {
        return attached(openData(), fileName, type);
    }

    /** The same, for what a program asks and nobody takes away as a file. */
    public static ResponseEntity.BodyBuilder openData() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }

    /** The headers of a file, for a body that is written as it goes. */
    public static ResponseEntity.BodyBuilder headers(String fileName, MediaType type) {
        return attached(ResponseEntity.ok().cacheControl(CacheControl.noStore()), fileName, type);
    }

    private static ResponseEntity.BodyBuilder attached(
            ResponseEntity.BodyBuilder headers, String fileName, MediaType type) {
        return headers.contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName, StandardCharsets.UTF_8)
                                .build()
                                .toString());
    }
}
