package coop.fairpass.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Pieces of camt.053 written by hand, as banks of different ages send them. */
final class CamtText {

    static final String IBAN = "FR1420041010050500013M02606";

    private CamtText() {}

    static String file(String statements) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-12-02T06:00:00+01:00</CreDtTm></GrpHdr>
                %s
                </BkToCstmrStmt></Document>
                """.formatted(statements);
    }

    static String statement(String entries) {
        return """
                <Stmt><Id>S1</Id><ElctrncSeqNb>335</ElctrncSeqNb>
                <Acct><Id><IBAN>%s</IBAN></Id><Ccy>EUR</Ccy></Acct>
                %s%s
                </Stmt>
                """.formatted(IBAN, balance("OPBD", "1000.00", "EUR", "CRDT"), entries);
    }

    static String balance(String type, String amount, String currency, String direction) {
        return """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="%s">%s</Amt>
                <CdtDbtInd>%s</CdtDbtInd><Dt><Dt>2026-12-01</Dt></Dt></Bal>
                """.formatted(type, currency, amount, direction);
    }

    static String entry(String amount, String more) {
        return """
                <Ntry><Amt Ccy="EUR">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-12-01</Dt></BookgDt>%s</Ntry>
                """.formatted(amount, more);
    }

    static BankStatement read(String entries) throws IOException {
        return readFile(file(statement(entries))).statements().getFirst();
    }

    static StatementReading.Read readFile(String xml) throws IOException {
        var reading = BankStatementFile.read(BankSamples.stream(xml));
        assertThat(reading).isInstanceOf(StatementReading.Read.class);
        return (StatementReading.Read) reading;
    }

    static BankEntry only(BankStatement statement) {
        assertThat(statement.refused()).isEmpty();
        assertThat(statement.entries()).hasSize(1);
        return statement.entries().getFirst();
    }
}
