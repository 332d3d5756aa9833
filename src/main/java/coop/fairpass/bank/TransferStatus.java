package coop.fairpass.bank;

import java.util.Optional;

/** What the bank says of one transfer; both identifiers are ours, and both may be missing. */
public record TransferStatus(Optional<String> instructionId, Optional<String> endToEndId, ReportedStatus status) {}
