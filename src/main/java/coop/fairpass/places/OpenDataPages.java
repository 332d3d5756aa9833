package coop.fairpass.places;

import coop.fairpass.web.Download;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * The places as open data, at addresses that do not change: national collectors ask them every night. Written as they
 * are read, without a session, without a key; any site may read them from a browser.
 */
@Controller
class OpenDataPages {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final StandardExport standard;
    private final DataInclusionExport dataInclusion;

    OpenDataPages(StandardExport standard, DataInclusionExport dataInclusion) {
        this.standard = standard;
        this.dataInclusion = dataInclusion;
    }

    @GetMapping("/donnees")
    String files(Model model) {
        model.addAttribute("source", standard.source());
        return "places/open-data";
    }

    @GetMapping("/donnees/lieux.csv")
    ResponseEntity<StreamingResponseBody> csv() {
        return file(CSV, standard.fileName("csv"), standard::csv);
    }

    @GetMapping("/donnees/lieux.json")
    ResponseEntity<StreamingResponseBody> json() {
        return file(MediaType.APPLICATION_JSON, standard.fileName("json"), standard::json);
    }

    @GetMapping("/donnees/data-inclusion/structures.json")
    ResponseEntity<StreamingResponseBody> structures() {
        return file(MediaType.APPLICATION_JSON, "structures.json", dataInclusion::structures);
    }

    @GetMapping("/donnees/data-inclusion/services.json")
    ResponseEntity<StreamingResponseBody> services() {
        return file(MediaType.APPLICATION_JSON, "services.json", dataInclusion::services);
    }

    private static ResponseEntity<StreamingResponseBody> file(
            MediaType type, String name, StreamingResponseBody content) {
        return Download.openData(name, type).body(content);
    }
}
