package coop.fairpass.creditors;

import coop.fairpass.directory.Actor;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The file of what is owed, for programs of who answers for it. */
@RestController
@RequestMapping("/api/v1/debts")
@Tag(name = "Arrêt progressif")
class DebtApi {

    private final ReadDebts readDebts;
    private final DebtFile debtFile;

    DebtApi(ReadDebts readDebts, DebtFile debtFile) {
        this.readDebts = readDebts;
        this.debtFile = debtFile;
    }

    @ReadsSensitive(Sensitive.BOOKS_EXPORT)
    @GetMapping
    @Operation(
            summary = "Le dossier de ce qui est dû à chacun, avec une preuve de fonds signée",
            description = "Claims by provider, unused value by payer and a signed proof of funds, in one archive.")
    ResponseEntity<byte[]> file(Actor caller) {
        DebtPages.requireReader(caller);
        return DebtPages.download(debtFile.of(readDebts.now()));
    }
}
