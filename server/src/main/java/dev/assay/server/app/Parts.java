package dev.assay.server.app;

import dev.assay.server.access.Access;
import dev.assay.server.ingest.Backlog;
import dev.assay.server.ingest.Conformance;
import dev.assay.server.ingest.FollowJournal;
import dev.assay.server.ingest.InFlight;
import dev.assay.server.ingest.Ingest;
import dev.assay.server.ingest.IngestMetrics;
import dev.assay.server.ingest.OtlpRoutes;
import dev.assay.server.ingest.Projector;
import dev.assay.server.ingest.RedactionRoutes;
import dev.assay.server.ingest.Tail;
import dev.assay.server.ingest.WithoutTraces;
import dev.assay.server.ingest.price.Prices;
import dev.assay.server.ingest.redact.Redactions;
import dev.assay.server.keep.DeletionRoutes;
import dev.assay.server.keep.Keeper;
import dev.assay.server.keep.Retention;
import dev.assay.server.keep.RetentionRoutes;
import dev.assay.server.look.ConformanceRoutes;
import dev.assay.server.look.ExportRoutes;
import dev.assay.server.look.LiveTraces;
import dev.assay.server.look.LookRoutes;
import dev.assay.server.look.SessionRoutes;
import dev.assay.server.look.SqlRoutes;
import dev.assay.server.look.TailRoutes;
import dev.assay.server.review.ScoreRoutes;
import dev.assay.server.review.ViewRoutes;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Route;
import dev.assay.store.Columns;
import dev.assay.store.Deletions;
import dev.assay.store.Journal;
import dev.assay.store.Records;
import dev.assay.store.Users;
import dev.assay.store.columns.DuckColumns;
import dev.assay.store.journal.SqliteJournal;
import dev.assay.store.records.SqliteRecords;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What works on the data folder, put together in the order in which the data flows, and taken apart in reverse; made anew when a
 * backup takes the place of what is in the folder.
 */
final class Parts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private static final long TAIL_BYTES = 4L << 20;

    /** What two cores project in about ten seconds, and a burst may bring at once. */
    private static final long BACKLOG_BYTES = 256L << 20;

    private static final long JOURNAL_WAITING_BYTES = 64L << 20;
    static final int COLUMNS_MEMORY_MEGABYTES = 512;

    private final Closing closing = new Closing();
    private final List<Route> routes = new ArrayList<>();
    private final LiveTraces live = new LiveTraces();
    private final Journal journal;
    private final Columns columns;
    private final Users users;
    private final Access access;
    private final Ingest ingest;

    /**
     * What stays when the parts are made anew.
     *
     * @param loopback whether nobody but this machine can reach the server
     * @param ownerKey opens everything
     */
    record Around(
            DataFolder folder,
            boolean loopback,
            Supplier<String> ownerKey,
            InFlight inFlight,
            PrometheusMeterRegistry metrics,
            Clock clock,
            Supplier<String> ids) {}

    /** @throws RuntimeException whose message says why it cannot start; nothing is left running */
    Parts(Around around) {
        DataFolder folder = around.folder();
        Clock clock = around.clock();
        PrometheusMeterRegistry metrics = around.metrics();
        try {
            // Half of a start is the opening of the columns, so the others open meanwhile.
            Opening<DuckColumns> opening = closing.add(Opening.of(
                    "the columns",
                    () -> new DuckColumns(folder.columns(), COLUMNS_MEMORY_MEGABYTES),
                    DuckColumns::close));
            journal = closing.add(new SqliteJournal(folder.journal(), JOURNAL_WAITING_BYTES));
            Records records = closing.add(new SqliteRecords(folder.records()));
            IngestMetrics ingestMetrics = new IngestMetrics(metrics);
            String ownerKey = around.ownerKey().get(); // the first wakes all of the JDK's security
            DuckColumns duck = opening.get();
            columns = duck;
            if (journal.lastPosition() < columns.position()) {
                LOG.warn(
                        "the journal ends at position {} and the columns at {}: requests between are lost, what became of them is there",
                        journal.lastPosition(),
                        columns.position());
                journal.skipTo(columns.position());
            }
            // Who has sent nothing yet is told how to, not that there is no such project.
            records.projects().ensure(ProjectName.DEFAULT, clock.instant());

            Redactions redactions = new Redactions(records.settings(), folder.readRedaction());
            Tail tail = new Tail(TAIL_BYTES);
            Backlog backlog = new Backlog(BACKLOG_BYTES, journal.lastPosition(), columns.position());
            Conformance conformance = closing.add(new Conformance(records.sightings(), clock));
            Prices prices = folder.readPrices();
            Deletions deletions = records.deletions();
            Projector projector = closing.add(new Projector(
                    journal, tail, backlog, columns, prices, deletions, conformance, clock, ingestMetrics));
            ingest = new Ingest(
                    journal, tail, backlog, records.projects(), redactions, prices, deletions, clock, ingestMetrics);
            Retention retention = new Retention(records.projects(), records.settings(), clock);
            Keeper keeper = closing.add(new Keeper(
                    journal,
                    columns,
                    new FollowJournal(journal, prices, deletions, clock),
                    WithoutTraces::new,
                    records,
                    retention,
                    project -> {
                        ingest.forget(project);
                        redactions.forget(project);
                    },
                    clock));

            users = records.users();
            access = new Access(records, around.loopback(), ownerKey, clock, around.ids());

            routes.addAll(new OtlpRoutes(ingest, around.inFlight()).routes());
            routes.addAll(new LookRoutes(columns, records.projects(), clock).routes());
            routes.addAll(new SessionRoutes(columns, records.projects(), clock).routes());
            projector.tell(batch -> {
                live.written(batch);
                keeper.written();
            });
            routes.addAll(new TailRoutes(columns.findTraces(), records.projects(), live, clock).routes());
            routes.addAll(new ExportRoutes(columns, duck.exportSpans(), records.projects(), clock, folder.temporary())
                    .routes());
            routes.addAll(new SqlRoutes(duck.askSql()).routes());
            routes.addAll(new ConformanceRoutes(records.sightings(), records.projects()).routes());
            routes.addAll(new RedactionRoutes(redactions, records.projects(), clock).routes());
            routes.addAll(new ScoreRoutes(journal, records.projects(), deletions, clock, around.ids()).routes());
            routes.addAll(new ViewRoutes(records.views(), records.projects(), clock).routes());
            routes.addAll(new DeletionRoutes(keeper, columns, records, clock, around.ids()).routes());
            routes.addAll(new RetentionRoutes(keeper, retention, journal, records.projects(), clock).routes());
            routes.addAll(access.routes());
            routes.addAll(new BackupRoutes(folder, clock).routes());
            ServerMetrics serverMetrics = closing.add(new ServerMetrics(metrics, journal, columns, projector, folder));
            routes.addAll(new ServerRoutes(journal, columns, projector, serverMetrics).routes());

            projector.start();
            keeper.start();
        } catch (RuntimeException e) {
            closing.after(e);
            throw e;
        }
    }

    Access access() {
        return access;
    }

    Ingest ingest() {
        return ingest;
    }

    Users users() {
        return users;
    }

    /** Who waits for more than there is to answer. */
    LiveTraces live() {
        return live;
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Whether everything that was acknowledged can be asked for. */
    boolean isCaughtUp() {
        return columns.position() >= journal.lastPosition();
    }

    /** Finishes what is at hand, and lets go of the files. */
    @Override
    public void close() {
        live.close();
        closing.close();
    }
}
