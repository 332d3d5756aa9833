package coop.fairpass.booklets;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;

/** A QR symbol as runs of dark modules, placed in its quiet zone; level M survives a fold or a stain of a seventh. */
record QrSymbol(int modulesWithQuietZone, List<Run> runs) {

    private static final int QUIET_ZONE = 4;

    QrSymbol {
        runs = List.copyOf(runs);
    }

    /** Dark modules in a row. */
    record Run(int column, int row, int length) {}

    static QrSymbol of(String text) {
        try {
            var matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            return new QrSymbol(matrix.getWidth() + 2 * QUIET_ZONE, runs(matrix));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR: %d characters".formatted(text.length()), e);
        }
    }

    private static List<Run> runs(ByteMatrix matrix) {
        var runs = new ArrayList<Run>();
        for (int row = 0; row < matrix.getHeight(); row++) {
            int start = 0;
            for (int column = 0; column <= matrix.getWidth(); column++) {
                boolean dark = column < matrix.getWidth() && matrix.get(column, row) == 1;
                if (!dark) {
                    if (column > start) {
                        runs.add(new Run(start + QUIET_ZONE, row + QUIET_ZONE, column - start));
                    }
                    start = column + 1;
                }
            }
        }
        return runs;
    }
}
