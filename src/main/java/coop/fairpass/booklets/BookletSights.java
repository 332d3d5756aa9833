package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows one booklet to who may see it; what is offered there is asked again when it is done. */
@Component
class BookletSights {

    private final Custody custody;
    private final HandOvers handOvers;
    private final Replacements replacements;
    private final Lots lots;

    BookletSights(Custody custody, HandOvers handOvers, Replacements replacements, Lots lots) {
        this.custody = custody;
        this.handOvers = handOvers;
        this.replacements = replacements;
        this.lots = lots;
    }

    @Transactional(readOnly = true)
    Optional<BookletSight> of(BookletNumber number, Actor by) {
        return custody.of(number, by).map(chain -> sight(chain, by));
    }

    private BookletSight sight(Custody.Chain chain, Actor by) {
        var booklet = chain.booklet();
        var state = booklet.state();
        boolean isAgent = by.has(Role.DISTRIBUTOR_AGENT);
        boolean isTheirs = BlockBooklet.isTheirs(handOvers.of(booklet.number()), by);
        boolean blocks = (isAgent && isTheirs) || by.has(Role.COOP_CONTROLLER);
        boolean isReplacement = replacements.isReplacement(booklet.number());
        boolean holdsIt = by.isOf(booklet.holder()) && by.hasAny(Role.DISTRIBUTOR_AGENT, Role.DISTRIBUTOR_MANAGER);
        return new BookletSight(
                booklet.number().serial(),
                chain.orderNumber(),
                Sentences.of(state),
                switch (state) {
                    case BLOCKED, REPLACED, MISSING, WITHDRAWN, CANCELLED -> true;
                    case GENERATED, PRINTED, IN_TRANSIT, IN_STOCK, HANDED_OVER -> false;
                },
                booklet.size(),
                Language.sayLong(lots.get(booklet.lot()).lastDay()),
                chain.links().stream()
                        .map(link -> new BookletSight.Link(
                                Language.say(link.at()), link.what(), link.by().orElse(""), link.holder(), link.why()))
                        .toList(),
                holdsIt && (state == BookletState.IN_STOCK || state == BookletState.HANDED_OVER),
                blocks && state == BookletState.HANDED_OVER,
                !blocks && isTheirs && by.has(Role.DISTRIBUTOR_MANAGER) && state == BookletState.HANDED_OVER,
                blocks && state == BookletState.BLOCKED,
                isAgent && isTheirs && state == BookletState.BLOCKED && !isReplacement,
                isAgent && isTheirs && isReplacement && state == BookletState.HANDED_OVER);
    }
}
