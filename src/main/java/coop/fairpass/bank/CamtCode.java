package coop.fairpass.bank;

/** Reads {@code BkTxCd}: a domain, a family and a sub-family, or the bank's own code, or both. */
final class CamtCode {

    private final XmlCursor xml;
    private String domain = "";
    private String family = "";
    private String subFamily = "";
    private String proprietary = "";

    private CamtCode(XmlCursor xml) {
        this.xml = xml;
    }

    static TransactionCode read(XmlCursor xml) {
        var code = new CamtCode(xml);
        xml.children(name -> {
            switch (name) {
                case "Domn" -> xml.children(code::domain);
                case "Prtry" -> xml.children(code::proprietary);
                default -> {}
            }
        });
        return new TransactionCode(code.domain, code.family, code.subFamily, code.proprietary);
    }

    private void domain(String name) {
        switch (name) {
            case "Cd" -> domain = xml.text();
            case "Fmly" -> xml.children(this::family);
            default -> {}
        }
    }

    private void family(String name) {
        switch (name) {
            case "Cd" -> family = xml.text();
            case "SubFmlyCd" -> subFamily = xml.text();
            default -> {}
        }
    }

    private void proprietary(String name) {
        if (name.equals("Cd")) {
            proprietary = xml.text();
        }
    }
}
