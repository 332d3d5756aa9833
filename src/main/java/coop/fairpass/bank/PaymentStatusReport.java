package coop.fairpass.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Compte rendu (pain.002) : the bank's answer to a payment file, before any money moves.
 *
 * <p>It posts nothing: a rejection means the money never left, anything else waits for the booked line.
 *
 * @param messageId the bank's identifier of the report
 * @param createdAt when the bank wrote it, if it can be read
 * @param originalMessageId the file it answers, ours
 * @param originalMessageName what that file was: {@code pain.001.001.09}
 */
public record PaymentStatusReport(
        String messageId,
        Optional<Instant> createdAt,
        String originalMessageId,
        String originalMessageName,
        ReportedStatus group,
        List<PaymentBlockStatus> blocks) {

    public PaymentStatusReport {
        blocks = List.copyOf(blocks);
    }

    /** What came of reading a file that should be a report. */
    public sealed interface Reading {

        record Read(PaymentStatusReport report) implements Reading {}

        record Unreadable(FileProblem problem, int line) implements Reading {}
    }

    /** What a report says of one transfer. */
    public sealed interface Verdict {

        /** The money never left. */
        record Rejected(ReportedStatus status) implements Verdict {}

        /** Something else: kept and shown, nothing more. */
        record Reported(ReportedStatus status) implements Verdict {}

        /** The report is about another file, or leaves this transfer out. */
        record Unsaid() implements Verdict {}
    }

    /** Reads a report of any version, within the default limits. */
    public static Reading read(InputStream in) throws IOException {
        return read(in, XmlLimits.DEFAULT);
    }

    /** Reads a report of any version. */
    public static Reading read(InputStream in, XmlLimits limits) throws IOException {
        try {
            return new Reading.Read(new PaymentStatusReader(XmlCursor.open(in, limits)).read());
        } catch (UnreadableFile e) {
            return new Reading.Unreadable(e.problem(), e.line());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * What is said of one of our transfers.
     *
     * <p>Its own line speaks first. Without one, a rejection of its block, or of the whole file when no detail is
     * given, rejects it; an acceptance of the whole says nothing about one.
     */
    public Verdict verdictOn(String ourMessageId, String ourPaymentInformationId, String endToEndId) {
        if (!originalMessageId.equals(ourMessageId)) {
            return new Verdict.Unsaid();
        }
        for (var block : blocks) {
            if (block.paymentInformationId().isEmpty()
                    || block.paymentInformationId().equals(ourPaymentInformationId)) {
                for (var transfer : block.transfers()) {
                    if (transfer.endToEndId().filter(endToEndId::equals).isPresent()) {
                        return own(transfer.status(), block.status());
                    }
                }
                if (block.transfers().isEmpty() && block.status().isRejection()) {
                    return new Verdict.Rejected(block.status());
                }
            }
        }
        boolean detailed = blocks.stream().anyMatch(block -> !block.transfers().isEmpty());
        return group.isRejection() && !detailed ? new Verdict.Rejected(group) : new Verdict.Unsaid();
    }

    /** A transfer listed without a status has that of its block, or of the whole, when it is a rejection. */
    private Verdict own(ReportedStatus transfer, ReportedStatus block) {
        if (transfer.isRejection()) {
            return new Verdict.Rejected(transfer);
        }
        if (transfer.code().isPresent()) {
            return new Verdict.Reported(transfer);
        }
        if (block.isRejection() || group.isRejection()) {
            var reasons = transfer.reasons().isEmpty() ? (block.isRejection() ? block : group) : transfer;
            return new Verdict.Rejected(
                    new ReportedStatus(Optional.of(PaymentStatusCode.RJCT.name()), reasons.reasons(), reasons.texts()));
        }
        return new Verdict.Reported(transfer);
    }
}
