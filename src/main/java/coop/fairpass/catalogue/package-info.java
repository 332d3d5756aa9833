/**
 * Référentiel national des services : the shared list from which every provider draws its offer.
 *
 * <p>Words. A {@link coop.fairpass.catalogue.Service} (<em>service</em>) has a {@link
 * coop.fairpass.catalogue.ServiceCode} that it keeps for ever and that is never given to another. An
 * <em>édition</em> is what a file brought, {@link coop.fairpass.catalogue.ImportCatalogue}; a {@link
 * coop.fairpass.catalogue.CatalogueVersion} (<em>version</em>) is an edition that the committee put in force, {@link
 * coop.fairpass.catalogue.AdoptCatalogueVersion}: at most one a month, never for the past, and past ones stay readable
 * (R-236, domain §11). Each service maps to one {@link coop.fairpass.catalogue.NationalCategory} of the national
 * standard.
 *
 * <p>It is written together: a {@link coop.fairpass.catalogue.Proposal} (<em>proposition</em>) is consulted upon, the
 * committee decides with its reasons, and {@link coop.fairpass.catalogue.PublishVersion} gathers what was accepted. A
 * service that goes still serves ninety days in the offers that exist. A <em>parcours</em> is a named list that orders
 * may share, {@link coop.fairpass.catalogue.ServicePaths}.
 *
 * <p>An instance with a {@link coop.fairpass.catalogue.LocalPrefix} (<em>préfixe local</em>) adds services of its own
 * to the shared ones, {@link coop.fairpass.catalogue.ImportLocalServices}, and redefines none; a new version of the
 * shared catalogue keeps them. {@link coop.fairpass.catalogue.Brands} (<em>marques</em>) are told where a label
 * names one, and never forbidden.
 */
@ApplicationModule(
        displayName = "Catalogue",
        allowedDependencies = {"money", "calendar", "directory", "doctor", "web"})
@NullMarked
package coop.fairpass.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
