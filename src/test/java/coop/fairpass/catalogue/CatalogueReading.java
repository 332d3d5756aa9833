package coop.fairpass.catalogue;

/** The reading of a catalogue, for those who test bytes of all sorts. */
public final class CatalogueReading {

    private CatalogueReading() {}

    public static String of(byte[] bytes) {
        return CatalogueFile.read(bytes).toString();
    }
}
