package coop.fairpass.bank;

import static coop.fairpass.bank.CamtText.balance;
import static coop.fairpass.bank.CamtText.entry;
import static coop.fairpass.bank.CamtText.file;
import static coop.fairpass.bank.CamtText.only;
import static coop.fairpass.bank.CamtText.read;
import static coop.fairpass.bank.CamtText.readFile;
import static coop.fairpass.bank.CamtText.statement;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.Siret;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R-228 (lecture) : un relevé camt se lit ligne à ligne, ce qui est refusé dit pourquoi")
class BankStatementFileSpec {

    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);

    @Test
    @DisplayName("la même écriture s’écrit autrement en .02 et en .08, et se lit pareil")
    void what_versions_changed() throws IOException {
        var old = """
                <Ntry><Amt Ccy="EUR">1048.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
                <BookgDt><Dt>2026-12-01</Dt></BookgDt><ValDt><Dt>2026-12-02</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
                <AmtDtls><TxAmt><Amt Ccy="EUR">1048.00</Amt></TxAmt></AmtDtls>
                <RltdPties><Dbtr><Nm>DGFIP</Nm><Id><OrgId><Othr><Id>21760351300011</Id></Othr></OrgId></Id></Dbtr>
                <DbtrAcct><Id><IBAN>DE75512108001245126199</IBAN></Id></DbtrAcct>
                <UltmtDbtr><Nm>Commune de X</Nm></UltmtDbtr></RltdPties>
                <RltdAgts><DbtrAgt><FinInstnId><BIC>BDFEFRPP</BIC></FinInstnId></DbtrAgt></RltdAgts>
                <RmtInf><Ustrd>AF-2026-000001</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """;
        var recent = """
                <Ntry><Amt Ccy="EUR">1048.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-12-01</Dt></BookgDt><ValDt><Dt>2026-12-02</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
                <Amt Ccy="EUR">1048.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                <RltdPties><Dbtr><Pty><Nm>DGFIP</Nm><Id><OrgId><Othr><Id>21760351300011</Id></Othr></OrgId></Id></Pty></Dbtr>
                <DbtrAcct><Id><IBAN>DE75512108001245126199</IBAN></Id></DbtrAcct>
                <UltmtDbtr><Pty><Nm>Commune de X</Nm></Pty></UltmtDbtr></RltdPties>
                <RltdAgts><DbtrAgt><FinInstnId><BICFI>BDFEFRPP</BICFI></FinInstnId></DbtrAgt></RltdAgts>
                <RmtInf><Ustrd>AF-2026-000001</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """;
        var entry = only(read(old));
        assertThat(only(read(recent))).isEqualTo(entry);
        assertThat(entry.isBooked()).isTrue();
        assertThat(entry.bookedOn()).isEqualTo(FIRST);
        assertThat(entry.movement().valueDate()).contains(FIRST.plusDays(1));
        assertThat(entry.amount()).isEqualTo(cents(1_048_00));
        assertThat(entry.movement().code()).isEqualTo(TransactionCode.iso("PMNT", "RCDT", "ESCT"));
        assertThat(entry.endToEndIds()).isEmpty();
        assertThat(entry.documentNumbers()).containsExactly("AF-2026-000001");
        var detail = entry.details().getFirst();
        assertThat(detail.amount()).contains(cents(1_048_00));
        assertThat(detail.debtor())
                .isEqualTo(new Party(
                        Optional.of("DGFIP"),
                        Optional.of(Iban.of("DE75512108001245126199")),
                        Optional.of(Bic.of("BDFEFRPP")),
                        Optional.of(Siret.of("21760351300011"))));
        assertThat(detail.ultimateDebtor()).contains("Commune de X");
    }

    @ParameterizedTest(name = "le préfixe et la version d’espace de noms ne changent rien : {0}")
    @ValueSource(strings = {"02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"})
    void namespaces_do_not_matter(String version) throws IOException {
        var plain = file(statement(entry("10.00", "")));
        var prefixed = plain.replace("xmlns=", "xmlns:ns2=")
                .replace("001.08", "001." + version)
                .replaceAll("<(/?)(?=[A-Z])", "<$1ns2:");
        assertThat(readFile(prefixed)).isEqualTo(readFile(plain));
    }

    @Test
    @DisplayName("une enveloppe de banque autour du message ne gêne pas")
    void envelopes() throws IOException {
        var plain = file(statement(entry("10.00", "")));
        var document = plain.substring(plain.indexOf("<Document"));
        assertThat(readFile("<Envelope><AppHdr><Id>x</Id></AppHdr>" + document + "</Envelope>"))
                .isEqualTo(readFile(plain));
    }

    @Nested
    @DisplayName("Montants")
    class Amounts {

        @ParameterizedTest(name = "T23 : « {0} » EUR vaut {1} centimes")
        @CsvSource({
            "8.85000, 885",
            "8.85, 885",
            "8.8, 880",
            "8, 800",
            "0.01, 1",
            "+8.85, 885",
            ".85, 85",
            "8., 800",
            "99999999999.99, 9999999999999",
        })
        void readable(String text, long expected) throws IOException {
            assertThat(only(read(entry(text, ""))).amount()).isEqualTo(cents(expected));
        }

        @ParameterizedTest(name = "T23 : « {0} » EUR refusé : {1}")
        @CsvSource({
            "8.855, AMOUNT_TOO_PRECISE",
            "8.00001, AMOUNT_TOO_PRECISE",
            "'8,85', AMOUNT_UNREADABLE",
            "-8.85, AMOUNT_UNREADABLE",
            "8 850, AMOUNT_UNREADABLE",
            "1e3, AMOUNT_UNREADABLE",
            "NaN, AMOUNT_UNREADABLE",
            "'', AMOUNT_MISSING",
            "100000000000.00, AMOUNT_TOO_LARGE",
            "999999999999999999, AMOUNT_TOO_LARGE",
            "9999999999999999999999, AMOUNT_UNREADABLE",
        })
        void refused(String text, RowProblem problem) throws IOException {
            var statement = read(entry(text, ""));
            assertThat(statement.entries()).isEmpty();
            assertThat(statement.refused()).singleElement().satisfies(message -> {
                assertThat(message.field()).isEqualTo("Amt");
                assertThat(message.value()).isEqualTo((text + " EUR").strip());
                assertThat(message.problem()).isEqualTo(problem);
            });
        }

        @Test
        @DisplayName("une écriture refusée laisse passer les autres, et dit sa ligne")
        void a_refused_line_has_a_place() throws IOException {
            var statement = read(entry("10.00", "") + entry("8.855", "") + entry("20.00", ""));
            assertThat(statement.entries()).extracting(BankEntry::amount).containsExactly(cents(10_00), cents(20_00));
            assertThat(statement.refused().getFirst().position().line()).isEqualTo(10);
        }

        @Test
        @DisplayName("un montant nul est ignoré, avec une note")
        void zero() throws IOException {
            var statement = read(entry("0.00", ""));
            assertThat(statement.entries()).isEmpty();
            assertThat(statement.refused()).isEmpty();
            assertThat(statement.notes()).extracting(RowMessage::problem).containsExactly(RowProblem.AMOUNT_ZERO);
        }

        @Test
        @DisplayName("une écriture qui n’est pas en euros est refusée")
        void another_currency() throws IOException {
            assertThat(problems(read(entry("10.00", "").replace("EUR", "CHF")))).containsExactly(RowProblem.NOT_EUROS);
            assertThat(problems(read(entry("10.00", "").replace(" Ccy=\"EUR\"", ""))))
                    .containsExactly(RowProblem.NOT_EUROS);
        }

        @Test
        @DisplayName("le sens dit le signe, tel quel même pour une annulation")
        void direction() throws IOException {
            var debit = entry("10.00", "<RvslInd>true</RvslInd>").replace("CRDT", "DBIT");
            assertThat(only(read(debit)).amount()).isEqualTo(cents(-10_00));
            assertThat(only(read(debit)).movement().reversal()).isTrue();
            assertThat(problems(read(entry("10.00", "").replace("CRDT", "OUT"))))
                    .containsExactly(RowProblem.DIRECTION_UNKNOWN);
        }
    }

    private static List<RowProblem> problems(BankStatement statement) {
        assertThat(statement.entries()).isEmpty();
        return statement.refused().stream().map(RowMessage::problem).toList();
    }

    @ParameterizedTest(name = "T23 : l’état {0} est {1}, comptabilisé : {2}")
    @CsvSource({"BOOK, BOOKED, true", "PDNG, PENDING, false", "INFO, INFORMATION, false", "FUTR, FUTURE, false"})
    void only_booked_lines_count(String code, EntryStatus status, boolean booked) throws IOException {
        var statement = read(entry("1000.00", "").replace("BOOK", code));
        assertThat(only(statement).movement().status()).isEqualTo(status);
        assertThat(only(statement).isBooked()).isEqualTo(booked);
        assertThat(statement.movement()).isEqualTo(booked ? cents(1_000_00) : Money.ZERO);
    }

    @Test
    @DisplayName("un état inconnu, une date absente ou impossible refusent l’écriture")
    void unknown_state_or_day() throws IOException {
        assertThat(problems(read(entry("1.00", "").replace("BOOK", "BOOKED"))))
                .containsExactly(RowProblem.STATUS_UNKNOWN);
        assertThat(problems(read(entry("1.00", "").replaceAll("<BookgDt>.*</BookgDt>", ""))))
                .containsExactly(RowProblem.BOOKING_DATE_MISSING);
        assertThat(problems(read(entry("1.00", "").replace("2026-12-01", "2026-02-30"))))
                .containsExactly(RowProblem.DATE_UNREADABLE);
        var pending = entry("1.00", "").replace("BOOK", "PDNG").replaceAll("<BookgDt>.*</BookgDt>", "");
        assertThat(only(read(pending)).movement().bookingDate()).isEmpty();
    }

    @ParameterizedTest(name = "un instant est un jour de Paris : {0} est le {1}")
    @CsvSource({
        "2026-11-30T22:59:59Z, 2026-11-30",
        "2026-11-30T23:00:00Z, 2026-12-01",
        "2026-11-30T23:30:00.123+00:00, 2026-12-01",
        "2026-12-01T00:30:00+01:00, 2026-12-01",
        "2026-11-30T23:30:00, 2026-11-30",
        "2026-11-30T19:30:00-04:00, 2026-12-01",
    })
    void instants_are_days_in_paris(String instant, LocalDate day) throws IOException {
        var entry = entry("1.00", "").replace("<Dt>2026-12-01</Dt>", "<DtTm>" + instant + "</DtTm>");
        assertThat(only(read(entry)).bookedOn()).isEqualTo(day);
    }

    @Test
    @DisplayName("une date de valeur ou un compte d’en face illisibles ne perdent que leur champ")
    void optional_fields() throws IOException {
        var statement = read(entry("1.00", """
                <ValDt><Dt>demain</Dt></ValDt><NtryDtls><TxDtls><Amt Ccy="EUR">0.005</Amt>
                <RltdPties><DbtrAcct><Id><IBAN>FR00</IBAN></Id></DbtrAcct></RltdPties>
                <RltdAgts><DbtrAgt><FinInstnId><BICFI>?</BICFI></FinInstnId></DbtrAgt></RltdAgts>
                </TxDtls></NtryDtls>
                """));
        assertThat(only(statement).movement().valueDate()).isEmpty();
        assertThat(only(statement).details().getFirst().debtor()).isEqualTo(Party.UNKNOWN);
        assertThat(statement.notes())
                .extracting(RowMessage::problem)
                .containsExactlyInAnyOrder(
                        RowProblem.DATE_UNREADABLE,
                        RowProblem.AMOUNT_TOO_PRECISE,
                        RowProblem.COUNTERPARTY_UNREADABLE,
                        RowProblem.COUNTERPARTY_UNREADABLE);
    }

    @Test
    @DisplayName("une ligne de virements groupés porte nos identifiants et ses virements un à un")
    void a_batch() throws IOException {
        var entry = only(read(entry("361.76", """
                <NtryDtls><Btch><MsgId>LOT-2026-11</MsgId><PmtInfId>LOT-2026-11-01</PmtInfId><NbOfTxs>2</NbOfTxs>
                <TtlAmt Ccy="EUR">361.76</TtlAmt></Btch>
                <TxDtls><Refs><EndToEndId>CP202611-1</EndToEndId></Refs><Amt Ccy="EUR">352.24</Amt></TxDtls>
                <TxDtls><Refs><EndToEndId>CP202611-2</EndToEndId></Refs><Amt Ccy="EUR">9.52</Amt></TxDtls></NtryDtls>
                """).replace("CRDT", "DBIT")));
        assertThat(entry.movement().batch())
                .contains(new PaymentBatch(
                        Optional.of("LOT-2026-11"),
                        Optional.of("LOT-2026-11-01"),
                        Optional.of(2),
                        Optional.of(cents(361_76))));
        assertThat(entry.batchIds()).containsExactly("LOT-2026-11", "LOT-2026-11-01");
        assertThat(entry.endToEndIds()).containsExactly("CP202611-1", "CP202611-2");
        assertThat(entry.details())
                .extracting(detail -> detail.amount().orElseThrow())
                .containsExactly(cents(-352_24), cents(-9_52));
        assertThat(entry.isReturn()).isFalse();
    }

    @Test
    @DisplayName("un retour est un crédit avec sa raison, ou avec le code RRTN")
    void returns() throws IOException {
        var reason = entry("352.24", """
                <NtryDtls><TxDtls><Refs><EndToEndId>CP202611-1</EndToEndId></Refs>
                <RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>compte clos</AddtlInf></RtrInf></TxDtls></NtryDtls>
                """);
        var returned = only(read(reason));
        assertThat(returned.isReturn()).isTrue();
        assertThat(returned.returnReason()).contains("AC04");
        assertThat(BankReason.of("AC04").freezesAccount()).isTrue();
        assertThat(returned.endToEndIds()).containsExactly("CP202611-1");
        assertThat(only(read(reason.replace("CRDT", "DBIT"))).isReturn()).isFalse();
        var code = entry("352.24", """
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>
                """);
        assertThat(only(read(code)).isReturn()).isTrue();
        assertThat(only(read(code)).returnReason()).isEmpty();
        assertThat(only(read(entry("1.00", "<NtryDtls><TxDtls><RtrInf/></TxDtls></NtryDtls>")))
                        .isReturn())
                .isTrue();
    }

    @Test
    @DisplayName("tous les textes sont gardés, la référence structurée en tête")
    void texts() throws IOException {
        var entry = only(read(entry("1.00", """
                <NtryDtls><TxDtls><RmtInf><Ustrd>premier</Ustrd><Ustrd>f 2026 000007</Ustrd>
                <Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>RF65AF2026000001</Ref></CdtrRefInf>
                <AddtlRmtInf>suite</AddtlRmtInf></Strd></RmtInf>
                <AddtlTxInf>dit la banque</AddtlTxInf></TxDtls></NtryDtls><AddtlNtryInf>VIREMENT RECU</AddtlNtryInf>
                """)));
        assertThat(entry.texts())
                .containsExactly(
                        "RF65AF2026000001", "premier", "f 2026 000007", "suite", "dit la banque", "VIREMENT RECU");
        assertThat(entry.documentNumbers()).containsExactly("AF-2026-000001", "F-2026-000007");
    }

    @Nested
    @DisplayName("Importer deux fois, c’est importer une fois")
    class Keys {

        @Test
        @DisplayName("T23 : deux crédits identiques de 48,00 € sont deux écritures, et les mêmes à chaque lecture")
        void twins() throws IOException {
            var twice = entry("48.00", "") + entry("48.00", "");
            var keys = keys(read(twice));
            assertThat(keys).doesNotHaveDuplicates().hasSize(2);
            assertThat(keys(read(twice))).isEqualTo(keys);
        }

        @Test
        @DisplayName("la référence de la banque suffit, quoi que dise le reste")
        void the_bank_reference() throws IOException {
            var reference = "<AcctSvcrRef>R1</AcctSvcrRef>";
            assertThat(keys(read(entry("1.00", reference + "<AddtlNtryInf>a</AddtlNtryInf>"))))
                    .isEqualTo(keys(read(entry("1.00", reference + "<AddtlNtryInf>b</AddtlNtryInf>"))));
            assertThat(keys(read(entry("1.00", reference)))).isNotEqualTo(keys(read(entry("1.00", ""))));
            // two lines that a bank gave one reference, a transfer and its charges, are still two
            assertThat(keys(read(entry("1.00", reference) + entry("2.00", reference))))
                    .doesNotHaveDuplicates();
        }

        @Test
        @DisplayName("un numéro de ligne qui recommence chaque jour ne fait pas perdre l’écriture du lendemain")
        void line_numbers_restart() throws IOException {
            var line = entry("1.00", "<NtryRef>1</NtryRef>");
            assertThat(keys(read(line))).isEqualTo(keys(read(line)));
            assertThat(keys(read(line))).isNotEqualTo(keys(read(line.replace("2026-12-01", "2026-12-02"))));
        }

        @Test
        @DisplayName("sans référence, chaque chose dite compte")
        void everything_said_counts() throws IOException {
            var line = entry("1.00", "<ValDt><Dt>2026-12-02</Dt></ValDt><AddtlNtryInf>a</AddtlNtryInf>");
            assertThat(List.of(
                            keys(read(line)),
                            keys(read(line.replace("1.00", "2.00"))),
                            keys(read(line.replace("CRDT", "DBIT"))),
                            keys(read(line.replace("2026-12-02", "2026-12-03"))),
                            keys(read(line.replace(">a<", ">b<"))),
                            keys(readFile(file(statement(line)
                                            .replace(
                                                    CamtText.IBAN,
                                                    BankSamples.french(1).value())))
                                    .statements()
                                    .getFirst())))
                    .doesNotHaveDuplicates();
        }

        @Test
        @DisplayName("une annonce ne prend pas le rang de la même écriture une fois comptabilisée")
        void an_announcement_takes_no_rank() throws IOException {
            var booked = entry("48.00", "");
            var both = read(booked.replace("BOOK", "PDNG") + booked);
            assertThat(both.booked()).extracting(BankEntry::key).isEqualTo(keys(read(booked)));
        }

        private static List<EntryKey> keys(BankStatement statement) {
            return statement.entries().stream().map(BankEntry::key).toList();
        }
    }

    @Nested
    @DisplayName("Relevés et comptes")
    class Statements {

        @Test
        @DisplayName("plusieurs comptes dans un fichier : les nôtres, en euros, et le reste avec sa raison")
        void several_accounts() throws IOException {
            var ours = statement(entry("1.00", ""));
            var other =
                    ours.replace(CamtText.IBAN, BankSamples.french(1).value()).replace("S1", "S2");
            var swiss = ours.replace("<Ccy>EUR</Ccy>", "<Ccy>CHF</Ccy>").replace("S1", "S3");
            var number = ours.replaceAll("<IBAN>.*</IBAN>", "<Othr><Id>123</Id></Othr>")
                    .replace("S1", "S4");
            var reading = readFile(file(ours + other + swiss + number));
            assertThat(reading.statements()).extracting(BankStatement::id).containsExactly("S1", "S2");
            var kept = reading.keepingOnly(Set.of(Iban.of(CamtText.IBAN)));
            assertThat(kept.statements()).extracting(BankStatement::id).containsExactly("S1");
            assertThat(kept.refused())
                    .extracting(
                            RefusedStatement::id, refused -> refused.reason().problem())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("S3", RowProblem.ACCOUNT_NOT_EUROS),
                            org.assertj.core.groups.Tuple.tuple("S4", RowProblem.ACCOUNT_WITHOUT_IBAN),
                            org.assertj.core.groups.Tuple.tuple("S2", RowProblem.ACCOUNT_NOT_OURS));
        }

        @ParameterizedTest(name = "CpyDplctInd {0} : double {1}")
        @CsvSource({"DUPL, true", "CODU, true", "COPY, false"})
        void duplicates(String code, boolean duplicate) throws IOException {
            var xml = file(
                    statement(entry("1.00", "")).replace("<Acct>", "<CpyDplctInd>" + code + "</CpyDplctInd><Acct>"));
            var statement = readFile(xml).statements().getFirst();
            assertThat(statement.duplicate()).isEqualTo(duplicate);
            assertThat(statement.sequence()).contains("335");
        }

        @Test
        @DisplayName("un solde d’une autre monnaie est ignoré, avec une note")
        void balances() throws IOException {
            var statement = read(balance("CLBD", "27.00", "SEK", "DBIT") + balance("CLBD", "990.00", "EUR", "DBIT"));
            assertThat(statement.opening()).contains(Balance.opening(cents(1_000_00), FIRST));
            assertThat(statement.closing()).contains(Balance.closing(cents(-990_00), FIRST));
            assertThat(statement.notes()).extracting(RowMessage::problem).containsExactly(RowProblem.BALANCE_NOT_EUROS);
        }

        @Test
        @DisplayName("un avis camt.054 explique, et ne se prend pas pour un relevé")
        void notifications() throws IOException {
            var xml = file(statement(entry("1.00", "")))
                    .replace("camt.053", "camt.054")
                    .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
                    .replace("Stmt>", "Ntfctn>");
            var statement = readFile(xml).statements().getFirst();
            assertThat(statement.kind()).isEqualTo(StatementKind.NOTIFICATION);
            assertThat(only(statement).amount()).isEqualTo(cents(1_00));
        }
    }

    @Test
    @DisplayName("l’exemple publié : une écriture de 8,85 €, des soldes en quatre monnaies, rien n’est prouvé")
    void the_published_sample() throws IOException {
        var reading = (StatementReading.Read)
                BankStatementFile.read(new ByteArrayInputStream(BankSamples.sample("camt.053.001.02-minimal.xml")));
        var statement = reading.statements().getFirst();
        assertThat(reading.refused()).isEmpty();
        assertThat(statement.account()).isEqualTo(new BankAccountId.ByIban(Iban.of("NL26VAYB8060476890")));
        assertThat(statement.duplicate()).isTrue();
        assertThat(statement.sequence()).contains("12312");
        assertThat(only(statement).amount()).isEqualTo(cents(8_85));
        assertThat(only(statement).bookedOn()).isEqualTo(LocalDate.of(2014, 12, 31));
        assertThat(only(statement).movement().code()).isEqualTo(TransactionCode.proprietary("544"));
        assertThat(only(statement).details().getFirst().debtor().name()).contains("NAME NAME");
        assertThat(only(statement).texts()).containsExactly("4654654654654654");
        assertThat(statement.balances()).hasSize(1);
        assertThat(statement.notes()).hasSize(3);
        assertThat(Continuity.ofFirst(statement))
                .isEqualTo(new Continuity.Outcome.NotProven(
                        ContinuityProblem.CLOSING_MISSING, Optional.empty(), Optional.empty()));
    }

    @Test
    @DisplayName("un fichier de virements n’est pas un relevé")
    void another_message() throws IOException {
        assertThat(BankStatementFile.read(new ByteArrayInputStream(BankSamples.sample("pain.001.001.09.xml"))))
                .isEqualTo(new StatementReading.Unreadable(FileProblem.MESSAGE_UNKNOWN, 1));
    }
}
