package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cooperative's two accounts as they were last entered. */
@Component
class OwnAccounts implements CooperativeAccounts {

    /** One entered account, with what only files to the bank need. */
    record Entered(UUID id, AccountKind kind, Iban iban, Optional<Bic> bic, String holderName) {}

    private final JdbcClient jdbc;

    OwnAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<CooperativeAccount> find(AccountKind kind) {
        return current(kind).map(account -> new CooperativeAccount(kind, account.iban(), account.holderName()));
    }

    Optional<Entered> current(AccountKind kind) {
        return jdbc.sql("SELECT id, kind, iban, bic, holder_name FROM bank.current_account WHERE kind = :kind")
                .param("kind", kind.name())
                .query((row, _) -> entered(row))
                .optional();
    }

    /** Which of our accounts a file speaks of, if it is one. */
    Optional<Entered> named(BankAccountId account) {
        return Arrays.stream(AccountKind.values())
                .flatMap(kind -> current(kind).stream())
                .filter(ours -> account.is(ours.iban()))
                .findFirst();
    }

    /** Which of our accounts an IBAN is, if it is one. */
    Optional<AccountKind> kindOf(Iban iban) {
        return named(new BankAccountId.ByIban(iban)).map(Entered::kind);
    }

    private static Entered entered(ResultSet row) throws SQLException {
        return new Entered(
                row.getObject("id", UUID.class),
                AccountKind.valueOf(row.getString("kind")),
                Iban.of(row.getString("iban")),
                Optional.ofNullable(row.getString("bic")).map(Bic::of),
                row.getString("holder_name"));
    }
}
