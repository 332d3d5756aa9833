package coop.fairpass.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each French piece of a room is in another language: a gettext catalogue ({@code .po}), which translators' tools
 * read and write. An empty {@code msgstr} is not translated yet.
 */
record Catalogue(Map<String, String> translations) {

    /** Reads a catalogue; an absent one is empty. A piece that stands twice is an error. */
    static Catalogue read(Path file) throws IOException {
        var all = new LinkedHashMap<String, String>();
        if (!Files.exists(file)) {
            return new Catalogue(all);
        }
        var entry = new String[2];
        int turn = -1;
        for (var line : Files.readAllLines(file)) {
            var text = line.strip();
            if (text.startsWith("msgid ")) {
                keep(all, entry, file);
                entry = new String[] {unquoted(text.substring(6)), ""};
                turn = 0;
            } else if (text.startsWith("msgstr ")) {
                entry[1] = unquoted(text.substring(7));
                turn = 1;
            } else if (text.startsWith("\"") && turn >= 0) {
                entry[turn] += unquoted(text);
            } else if (!text.isEmpty() && !text.startsWith("#")) {
                throw new IllegalArgumentException(file + ": not understood: " + line);
            }
        }
        keep(all, entry, file);
        return new Catalogue(all);
    }

    private static void keep(Map<String, String> all, String[] entry, Path file) {
        if (entry[0] != null && !entry[0].isEmpty() && all.put(entry[0], entry[1]) != null) {
            throw new IllegalArgumentException(file + ": stands twice: " + entry[0]);
        }
    }

    /** The translation of a piece, if there is one. */
    Optional<String> of(String french) {
        return Optional.ofNullable(translations.get(french)).filter(words -> !words.isEmpty());
    }

    /** Writes the pieces of some templates, in their order, with what is known of them. */
    void write(Path file, Map<String, String> pieces) throws IOException {
        var text = new StringBuilder("""
                # English of our templates: a gettext catalogue. « ./fairpass translations » adds what is new.
                msgid ""
                msgstr ""
                "Language: en\\n"
                "Content-Type: text/plain; charset=UTF-8\\n"
                "Content-Transfer-Encoding: 8bit\\n"
                """);
        pieces.forEach((french, template) -> text.append("\n#: ")
                .append(template)
                .append("\nmsgid ")
                .append(quoted(french))
                .append("\nmsgstr ")
                .append(quoted(of(french).orElse("")))
                .append('\n'));
        Files.writeString(file, text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String unquoted(String text) {
        var inside = text.substring(1, text.length() - 1);
        var plain = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '\\') {
                char next = inside.charAt(++i);
                plain.append(next == 'n' ? '\n' : next);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
