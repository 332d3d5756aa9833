package coop.fairpass.orders;

import java.time.LocalDate;
import java.util.Optional;

/** One step of an order's way as a page shows it: done, on which day, or the one where it stands. */
public record WayStep(String label, Optional<LocalDate> on, boolean isDone, boolean isNow) {}
