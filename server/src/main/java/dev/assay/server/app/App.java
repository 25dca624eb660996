package dev.assay.server.app;

import dev.assay.server.access.Access;
import dev.assay.server.ingest.Conformance;
import dev.assay.server.ingest.FollowJournal;
import dev.assay.server.ingest.InFlight;
import dev.assay.server.ingest.Ingest;
import dev.assay.server.ingest.IngestMetrics;
import dev.assay.server.ingest.OtlpGrpc;
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
import dev.assay.server.web.Page;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Route;
import dev.assay.server.web.WebServer;
import dev.assay.store.Columns;
import dev.assay.store.Deletions;
import dev.assay.store.Journal;
import dev.assay.store.Records;
import dev.assay.store.Users;
import dev.assay.store.columns.DuckColumns;
import dev.assay.store.journal.SqliteJournal;
import dev.assay.store.records.SqliteRecords;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server, put together in the order in which the data flows, and taken apart in reverse. */
public final class App implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    private static final long TAIL_BYTES = 4L << 20;

    /** What is made of a request while it is checked is two to three times as much. */
    private static final long IN_FLIGHT_BYTES = 96L << 20;

    private static final long JOURNAL_WAITING_BYTES = 64L << 20;
    static final int COLUMNS_MEMORY_MEGABYTES = 512;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Config config;
    private final List<Route> routes = new ArrayList<>();
    private final Journal journal;
    private final Columns columns;
    private final Access access;
    private final WebServer web;
    private final OtlpGrpc grpc;

    private App(Config config, Clock clock, Supplier<String> ids) {
        this.config = config;
        DataFolder folder = opened(DataFolder.open(config.data()));
        try {
            PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            IngestMetrics ingestMetrics = new IngestMetrics(metrics);

            // Half of a start is the opening of the columns, so the others open meanwhile.
            Opening opening = opened(Opening.of(() -> new DuckColumns(folder.columns(), COLUMNS_MEMORY_MEGABYTES)));
            journal = opened(new SqliteJournal(folder.journal(), JOURNAL_WAITING_BYTES));
            Records records = opened(new SqliteRecords(folder.records()));
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
            Conformance conformance = opened(new Conformance(records.sightings(), clock));
            Prices prices = folder.readPrices();
            Deletions deletions = records.deletions();
            Projector projector =
                    opened(new Projector(journal, tail, columns, prices, deletions, conformance, clock, ingestMetrics));
            Ingest ingest = new Ingest(journal, tail, records.projects(), redactions, deletions, clock, ingestMetrics);
            InFlight inFlight = new InFlight(IN_FLIGHT_BYTES);
            Retention retention = new Retention(records.projects(), records.settings(), clock);
            Keeper keeper = opened(new Keeper(
                    journal,
                    columns,
                    new FollowJournal(journal, prices, deletions, clock),
                    WithoutTraces::new,
                    records,
                    retention,
                    clock));

            access = new Access(records, isLoopback(config.host()), clock, ids);
            requireAccounts(records.users());

            routes.addAll(new OtlpRoutes(ingest, inFlight).routes());
            routes.addAll(new LookRoutes(columns, records.projects(), clock).routes());
            routes.addAll(new SessionRoutes(columns, records.projects(), clock).routes());
            LiveTraces live = new LiveTraces();
            projector.tell(live::written);
            routes.addAll(new TailRoutes(columns.findTraces(), records.projects(), live, clock).routes());
            routes.addAll(new ExportRoutes(columns, duck.exportSpans(), records.projects(), clock, folder.temporary())
                    .routes());
            routes.addAll(new SqlRoutes(duck.askSql()).routes());
            routes.addAll(new ConformanceRoutes(records.sightings(), records.projects()).routes());
            routes.addAll(new RedactionRoutes(redactions, records.projects(), clock).routes());
            routes.addAll(new ScoreRoutes(journal, records.projects(), deletions, clock, ids).routes());
            routes.addAll(new ViewRoutes(records.views(), records.projects(), clock).routes());
            routes.addAll(new DeletionRoutes(keeper, columns, records, clock, ids).routes());
            routes.addAll(new RetentionRoutes(keeper, retention, journal, records.projects(), clock).routes());
            routes.addAll(access.routes());
            ServerMetrics serverMetrics = opened(new ServerMetrics(metrics, journal, columns, projector, folder));
            routes.addAll(new ServerRoutes(journal, columns, projector, serverMetrics).routes());

            projector.start();
            keeper.start();
            web = opened(WebServer.start(config.host(), config.port(), access, routes, new Page(), metrics));
            parts.push(live); // the web server waits for those who follow
            grpc = opened(OtlpGrpc.start(config.host(), config.grpcPort(), access, ingest, inFlight));
            folder.announce(url(), access.ownerKey());
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /**
     * Starts everything; ready on return.
     *
     * @throws RuntimeException whose message says why it cannot start; nothing is left running
     */
    public static App start(Config config, Clock clock, Supplier<String> ids) {
        return new App(config, clock, ids);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** Before anything listens: who reaches an address of the network could read and write everything. */
    private void requireAccounts(Users users) {
        if (!isLoopback(config.host()) && !users.any()) {
            throw new StartException(
                    "nobody has an account in " + config.data() + ", and with none everybody who reaches "
                            + config.host()
                            + " could read everything (expected: an administrator first); run 'assay user add NAME "
                            + "--role admin --data " + config.data() + "', or listen on " + Config.DEFAULT_HOST);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartException("host is '" + host + "' (expected: an address of this machine)", e);
        }
    }

    /** Opens everything for as long as this runs; for what runs in this process. */
    public String ownerKey() {
        return access.ownerKey();
    }

    /** Where the page and REST are. */
    public String url() {
        return "http://" + hostInUrl() + ":" + web.port();
    }

    /** Where OTLP/gRPC goes. */
    public String grpcUrl() {
        return "http://" + hostInUrl() + ":" + grpc.port();
    }

    private String hostInUrl() {
        String host = config.host().equals("0.0.0.0") || config.host().equals("::") ? "localhost" : config.host();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** What it answers over HTTP, beside the page. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Whether everything that was acknowledged can be asked for. */
    public boolean isCaughtUp() {
        return columns.position() >= journal.lastPosition();
    }

    private void closeAfter(RuntimeException cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Takes nothing more in, finishes what is at hand, and lets go of the data folder. */
    @Override
    public void close() {
        List<Exception> failures = new ArrayList<>();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            IllegalStateException failure =
                    new IllegalStateException("not everything could be closed", failures.getFirst());
            failures.subList(1, failures.size()).forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
