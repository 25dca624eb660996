package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.regex.Partition;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Slice;
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

    /** What does the same for {@link #relaxedBytes} bytes, with fewer counts. */
    @Nullable Spot relaxed;

    int relaxedBytes;

    /** By the index of a slice, how many of its characters may certainly follow, plus one; 0 while not known. */
    final int[] open = new int[Slice.ALL.size()];

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
