package coop.fairpass.invoicing;

import coop.fairpass.money.Money;

/** A line with an amount before VAT and the treatment it falls under. */
interface Taxed {

    Money beforeVat();

    VatTreatment treatment();
}
