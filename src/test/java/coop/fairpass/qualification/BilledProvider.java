package coop.fairpass.qualification;

import coop.fairpass.World;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.tariff.RateKind;
import java.util.Objects;

/** Providers of the cast whose year of subscription is invoiced, as a qualification by the committee does. */
public final class BilledProvider {

    private BilledProvider() {}

    /** The price that governance decides today, in cents before VAT. */
    public static void decide(World world, long cents) {
        world.enact(RateKind.SUBSCRIPTION, cents);
    }

    /** Invoices the year that begins today and answers the number of its invoice. */
    public static String bill(World world, OrganisationId provider) {
        var qualification = world.bean(Qualifications.class).of(provider).getFirst();
        return Objects.requireNonNull(world.db
                .transactions()
                .execute(_ -> world.bean(SubscriptionInvoices.class)
                        .invoice(qualification.id(), provider, world.today())
                        .orElseThrow()));
    }
}
