package coop.fairpass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Une archive de fichiers ouverts, écrite à mesure, qui dit ce qu’elle contient")
class ArchiveSpec {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Archive archive = new Archive(bytes, LocalDateTime.of(2027, 1, 31, 12, 0));

    private Map<String, String> files() throws IOException {
        archive.finish("Des mots.");
        var files = new LinkedHashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()), StandardCharsets.UTF_8)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    @DisplayName(
            "un tableau : UTF-8 avec sa marque, un en-tête, des points-virgules, aucune formule, rien pour une absence")
    void table() throws IOException {
        archive.table("a/t.csv", "Un tableau.", List.of("jour", "mots"), table -> {
            table.row(LocalDate.of(2027, 1, 31), Optional.of("=1+1"));
            table.row(Optional.empty(), "deux; mots");
        });
        assertThat(files().get("a/t.csv")).isEqualTo("\ufeffjour;mots\r\n2027-01-31;'=1+1\r\n;\"deux; mots\"\r\n");
    }

    @Test
    @DisplayName("une ligne qui n’a pas autant de cases que de colonnes est une faute du programme")
    void wrong_row() {
        assertThatThrownBy(() -> archive.table("t.csv", "Un tableau.", List.of("un", "deux"), table -> table.row("un")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("le dernier fichier dit ce que sont les autres, et combien il y a dedans")
    void says_all() throws IOException {
        archive.table("t.csv", "Un tableau.", List.of("un"), table -> table.row(1));
        archive.folder("d", "Des documents.");
        archive.file("d/1.pdf", new byte[] {1});
        archive.file("d/2.pdf", new byte[] {2});
        archive.json("j.json", "Des choses emboîtées.", Map.of("jour", LocalDate.of(2027, 1, 31)));
        archive.file("f.txt", "Un texte.", out -> {
            out.write("écrit".getBytes(StandardCharsets.UTF_8));
            out.close(); // and the archive goes on
        });
        var files = files();
        assertThat(files.keySet()).containsExactly("t.csv", "d/1.pdf", "d/2.pdf", "j.json", "f.txt", "LISEZMOI.txt");
        assertThat(files.get("j.json")).contains("\"2027-01-31\"");
        assertThat(files.get("f.txt")).isEqualTo("écrit");
        assertThat(files.get("LISEZMOI.txt"))
                .startsWith("Des mots.")
                .contains(
                        "t.csv (1 ligne)\n    Un tableau.",
                        "d/ (2 fichiers)\n    Des documents.",
                        "f.txt\n    Un texte.");
    }
}
