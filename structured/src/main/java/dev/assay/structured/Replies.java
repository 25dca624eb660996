package dev.assay.structured;

import dev.assay.structured.provider.Finish;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Usage;
import java.util.List;
import tools.jackson.databind.node.MissingNode;

/** A reply where there is none. */
final class Replies {
    static final Reply NONE =
            new Reply("", "", "", List.of(), Finish.UNKNOWN, "", "", Usage.UNKNOWN, MissingNode.getInstance());

    private Replies() {}
}
