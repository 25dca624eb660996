package dev.assay.server.ingest;

import dev.assay.server.ingest.price.Prices;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.Deletions;
import dev.assay.store.Journal;
import dev.assay.store.JournalEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;

/** Brings a copy of the columns to where the ones in use are. What it reads is counted nowhere: the projector has done so. */
public final class FollowJournal implements Columns.CatchUp {

    private final Journal journal;
    private final Prices prices;
    private final Deletions deletions;
    private final Clock clock;
    private final IngestMetrics uncounted = new IngestMetrics(new SimpleMeterRegistry());

    public FollowJournal(Journal journal, Prices prices, Deletions deletions, Clock clock) {
        this.journal = journal;
        this.prices = prices;
        this.deletions = deletions;
        this.clock = clock;
    }

    @Override
    public void bring(Columns copy, long position) {
        Projection projection = new Projection(copy, deletions, clock.instant());
        while (copy.position() < position) {
            List<JournalEntry> entries = journal.read(copy.position(), Projector.BATCH_BYTES);
            List<JournalEntry> wanted = entries.stream()
                    .filter(entry -> entry.position() <= position)
                    .toList();
            boolean last = wanted.size() < entries.size() || wanted.isEmpty();
            List<Incoming> incoming = Projector.decoded(wanted, prices, uncounted);
            Batch batch =
                    projection.of(incoming, last ? position : wanted.getLast().position());
            copy.write(batch);
            projection.remember(incoming, batch);
        }
    }
}
