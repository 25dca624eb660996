package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;

import java.util.List;

/** White space, control characters, and signs of a wrong encoding. */
final class Whitespace {

    static final List<Descriptor> ALL = List.of(
            flag(
                    "has white space around it",
                    t -> !t.isEmpty() && t.value().strip().length() != t.value().length()),
            flag("has double spaces", t -> t.characters().doubleSpaces() > 0),
            flag("has tabs", t -> t.characters().tabs() > 0),
            flag("has CRLF line ends", t -> t.characters().carriageReturns() > 0),
            flag("has no-break spaces", t -> t.characters().noBreakSpaces() > 0),
            flag("has zero-width characters", t -> t.characters().zeroWidth() > 0),
            flag("has marks of direction", t -> t.characters().directionMarks() > 0),
            flag("has control characters", t -> t.characters().controls() > 0),
            flag("has broken encoding", t -> t.characters().mojibake() > 0),
            flag("has replacement characters", t -> t.characters().replacements() > 0),
            flag("is not in normal form", t -> !t.characters().normalised()));

    private Whitespace() {}
}
