package coop.fairpass.access;

import java.time.InstantSource;

/**
 * The time that telephones and browsers show. A demonstration lives on another day than the device of whoever tries it,
 * and passes months in a minute: codes and the age of a session are judged by this one.
 */
public record DeviceTime(InstantSource source) {}
