package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.regex.Partition;
import dev.assay.structured.constrain.regex.Regex;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may be going on after some bytes: terminals half read, each with the place after it. Immutable to those who look at it;
 * equal ones are one object as long as the machine remembers them, so what was found for one text serves every other that comes here.
 */
public final class Spot {

    final Regex[] terminals;
    final Place[] after;
    final Frame[] frames;
    final boolean complete;

    @Nullable Partition partition;

    @Nullable Spot @Nullable [] next;

    long @Nullable [] mask;

    Spot(Regex[] terminals, Place[] after, Frame[] frames, boolean complete) {
        this.terminals = terminals;
        this.after = after;
        this.frames = frames;
        this.complete = complete;
    }

    /** Whether the text may end here. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether no byte can follow. */
    public boolean isFinal() {
        return terminals.length == 0;
    }
}
