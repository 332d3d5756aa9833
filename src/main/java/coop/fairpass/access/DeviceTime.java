package coop.fairpass.access;

import java.time.InstantSource;

/**
 * The time that telephones show. A demonstration lives on another day than the telephone of whoever tries it, so codes
 * are judged by this one.
 */
public record DeviceTime(InstantSource source) {}
