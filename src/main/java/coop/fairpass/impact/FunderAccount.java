package coop.fairpass.impact;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.orders.FundingShare;
import java.time.LocalDate;

/**
 * Compte d’un co-financeur : what it promised of an order, owes on a day, was asked and paid. The ledger does
 * not move: funders pay the payer back.
 *
 * @param promised its share if every voucher were used, within its cap
 * @param due its share of what was used or ordered by then
 * @param gap due less received; negative when it paid more
 */
public record FunderAccount(
        LocalDate asOf,
        OrganisationId funder,
        String funderName,
        FundingShare share,
        Money promised,
        FundingShare.Due due,
        Money called,
        Money received,
        Money gap) {}
