package coop.fairpass.qualification;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.WorkingAgreements;
import coop.fairpass.places.Places;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who works by agreement at the places of an organisation, told to the page of its team, which is below. */
@Component
class AgreementsInForce implements WorkingAgreements {

    private final Agreements agreements;
    private final Places places;
    private final People people;

    AgreementsInForce(Agreements agreements, Places places, People people) {
        this.agreements = agreements;
        this.places = places;
        this.people = people;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> at(OrganisationId organisation, LocalDate day) {
        return agreements.concerning(organisation).stream()
                .filter(one -> one.agreement().isActiveOn(day))
                .filter(one ->
                        places.get(one.agreement().terms().place()).provider().equals(organisation))
                .map(one -> new Line(
                        people.nameOf(one.agreement().terms().mediator()).orElse(""),
                        one.place(),
                        one.agreement().lastDay()))
                .sorted(Comparator.comparing(Line::place).thenComparing(Line::person))
                .toList();
    }
}
