package dev.assay.store;

import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What machines say, in columns: a projection of the journal. One writer, any number of readers. */
public interface Columns extends AutoCloseable {

    /** The journal position up to which everything is stored; 0 when empty. */
    long position();

    /** Stores all of the batch and its position, or nothing. */
    void write(Batch batch);

    /** Which of these spans are stored. */
    Set<SpanKey> existing(Collection<SpanKey> keys);

    /** Those of these spans that are stored, whole. */
    Map<SpanKey, Span> spans(Collection<SpanKey> keys);

    /** The messages that came beside these spans, by time, then by index; no entry where there is none. */
    Map<SpanKey, List<SpanContent>> contents(Collection<SpanKey> keys);

    FindTraces findTraces();

    FindSpans findSpans();

    ReadTrace readTrace();

    FindSessions findSessions();

    ReadSession readSession();

    ReadStats readStats();

    FindFacets findFacets();

    FindKeys findKeys();

    /** Why what is written does not come to the disk, though it can be asked for, or empty. The journal still has it. */
    String trouble();

    EraseTraces eraseTraces();

    /**
     * Writes everything that can be seen anew, without the bytes of what was replaced or erased, and puts it in the place of
     * what there was. Questions and writes go on meanwhile, but for a moment at the end.
     *
     * @param catchUp brings the copy, which nobody else knows yet, to what was written since
     */
    void rewrite(CatchUp catchUp);

    /** Follows the journal into a copy of the columns. */
    interface CatchUp {
        /** Projects what follows the position of the copy, up to this one and no further. */
        void bring(Columns copy, long position);
    }

    @Override
    void close();
}
