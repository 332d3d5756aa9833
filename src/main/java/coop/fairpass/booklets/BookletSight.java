package coop.fairpass.booklets;

import java.util.List;

/**
 * One booklet, its way, and what its reader may do with it now.
 *
 * @param state in words
 * @param isStopped blocked, replaced, missing, withdrawn or cancelled
 * @param mayPrintLetter the letter that says where to go
 * @param mayBlock it may be said lost, stolen or damaged
 * @param mayReport it may be reported lost, to those of the same desk who may block it
 * @param mayLift it may be said found
 * @param mayReplace it may be replaced, once
 * @param mayPrint it replaces another, and may be printed
 */
public record BookletSight(
        String serial,
        String orderNumber,
        String state,
        boolean isStopped,
        int vouchers,
        String lastDay,
        List<Link> links,
        boolean mayPrintLetter,
        boolean mayBlock,
        boolean mayReport,
        boolean mayLift,
        boolean mayReplace,
        boolean mayPrint) {

    /** One step of its way. */
    public record Link(String at, String what, String by, String holder, String why) {}

    public BookletSight {
        links = List.copyOf(links);
    }

    /** How pages name it in an address. */
    public String address() {
        return serial.replace(" ", "");
    }
}
