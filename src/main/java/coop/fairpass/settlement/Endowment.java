package coop.fairpass.settlement;

import coop.fairpass.ledger.Auxiliary.FundAccount;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Fonds de dotation : the fund that receives voluntary contributions, as the books name it. */
@Component
public class Endowment {

    private final FundAccount account;

    Endowment(@Value("${fairpass.endowment.name:Fonds de dotation}") String name) {
        this.account = new FundAccount("F0001", name);
    }

    public FundAccount account() {
        return account;
    }
}
