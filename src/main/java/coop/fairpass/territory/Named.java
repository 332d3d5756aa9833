package coop.fairpass.territory;

/** A territory as people recognise it: {@code D:21}, « Côte-d'Or », « département ». */
public record Named(PerimeterCode code, String name, String kind) {

    /** {@code Côte-d'Or (département, D:21)}. */
    public String inFull() {
        return "%s (%s, %s)".formatted(name, kind, code);
    }
}
