package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import coop.fairpass.winddown.WindDown;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Orders as their payer and the cooperative read them: where each stands, its documents, and where its money is. */
@Controller
class OrderPages {

    private final Orders orders;
    private final OrderViews views;
    private final OrderProgress progress;
    private final FundingShares shares;
    private final Documents documents;
    private final WindDown windDown;

    OrderPages(
            Orders orders,
            OrderViews views,
            OrderProgress progress,
            FundingShares shares,
            Documents documents,
            WindDown windDown) {
        this.orders = orders;
        this.views = views;
        this.progress = progress;
        this.shares = shares;
        this.documents = documents;
        this.windDown = windDown;
    }

    @GetMapping("/commandes")
    String list(Actor by, Model model) {
        requireReader(by);
        var seen = orders.visibleTo(by);
        var waiting = seen.stream()
                .filter(order -> !order.state().isFinal())
                .flatMap(order -> progress.expected(order, by).stream()
                        .map(expected -> new OrderListing.Waiting(order, views.nameOf(order), expected)))
                .sorted(Comparator.comparing(one -> one.expected().dueOn().orElse(LocalDate.MAX)))
                .toList();
        var mine = waiting.stream().filter(one -> one.expected().isMine()).toList();
        var late = waiting.stream()
                .filter(one -> by.isOfTheCooperative()
                        && one.expected().isLate()
                        && !one.expected().isMine())
                .toList();
        var rows = seen.stream()
                .map(order -> new OrderListing.Row(
                        order,
                        views.nameOf(order),
                        waiting.stream()
                                .filter(one -> one.order().id().equals(order.id()))
                                .findFirst()
                                .map(OrderListing.Waiting::expected)))
                .toList();
        boolean isStopped = windDown.isOn();
        model.addAttribute(
                "listing",
                new OrderListing(
                        rows,
                        mine,
                        late,
                        funded(by),
                        by.isOfTheCooperative(),
                        !isStopped && by.hasAny(Role.PAYER_BUYER, Role.COOP_SALES),
                        isStopped));
        return "orders/list";
    }

    private List<OrderListing.Funded> funded(Actor by) {
        return shares.fundedBy(by).stream()
                .map(one -> {
                    var order = orders.get(one.order());
                    return new OrderListing.Funded(order, views.nameOf(order), one.share());
                })
                .toList();
    }

    @GetMapping("/commandes/{id}")
    String order(@PathVariable String id, Actor by, Model model) {
        requireReader(by);
        var order = PageOrders.find(orders, id, by);
        model.addAttribute("view", views.of(order, by));
        model.addAttribute("newLot", UUID.randomUUID().toString());
        model.addAttribute("newFunding", UUID.randomUUID().toString());
        Told.keepIn(model);
        return "orders/order";
    }

    @GetMapping("/commandes/{id}/pieces/{number}.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String id, @PathVariable String number, Actor by) {
        return file(pieceOf(id, number, by).flatMap(documents::pdf), number + ".pdf", MediaType.APPLICATION_PDF);
    }

    @GetMapping("/commandes/{id}/pieces/{number}.xml")
    ResponseEntity<byte[]> xml(@PathVariable String id, @PathVariable String number, Actor by) {
        return file(pieceOf(id, number, by).flatMap(documents::xml), number + ".xml", MediaType.APPLICATION_XML);
    }

    /** The number of a document of an order that the reader may see; other numbers do not exist. */
    private Optional<String> pieceOf(String id, String number, Actor by) {
        requireReader(by);
        var order = PageOrders.find(orders, id, by);
        return Optional.of(number).filter(one -> views.isOf(order, one));
    }

    static ResponseEntity<byte[]> file(Optional<byte[]> content, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content.orElseThrow(ProblemException::notFound));
    }

    /** People who never have to do with orders are told so, rather than shown an empty list. */
    static void requireReader(Actor by) {
        if (!by.isOfTheCooperative() && !by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT)) {
            throw ProblemException.notAllowed();
        }
    }
}
