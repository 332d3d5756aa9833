package coop.fairpass.settlement;

import coop.fairpass.settlement.WriteOffs.WriteOff;

/**
 * One request to write a debt off, on a page.
 *
 * @param mayAgree whether the reader may agree to it: never the one who asked
 */
public record WriteOffLine(WriteOff writeOff, String provider, boolean mayAgree) {}
