package coop.fairpass.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Small files of the catalogue, for tests. */
final class CatalogueRows {

    private static final String HEADER = "code,category,subcategory,label,level,duration_minutes,format,max_people,"
            + "standard_service,default_price_cents";

    private CatalogueRows() {}

    /** A service like any other, but for its code and its label. */
    static String row(String code, String label) {
        return code + ",Communiquer,Écrire," + label
                + ",1,60,collectif,8,Maîtrise des outils numériques du quotidien,1000";
    }

    static byte[] csv(String... rows) {
        return (HEADER + "\n" + Arrays.stream(rows).map(row -> row + "\n").collect(Collectors.joining()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
