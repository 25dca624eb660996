package dev.assay.server.look;

import dev.assay.model.TraceSummary;
import dev.assay.server.web.EventStream;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.FindTraces;
import dev.assay.store.Projects;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Filter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Traces as they arrive, as Server-Sent Events. */
public final class TailRoutes {

    /** Each asks the columns up to twice a second. */
    private static final int MAX_LISTENERS = 50;

    /** At most so many at once; more than a person can read. */
    private static final int MAX_TRACES = 200;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final FindTraces findTraces;
    private final KnownProjects projects;
    private final LiveTraces live;
    private final Clock clock;
    private final String run;
    private final Semaphore listeners = new Semaphore(MAX_LISTENERS);

    public TailRoutes(FindTraces findTraces, Projects projects, LiveTraces live, Clock clock) {
        this.findTraces = findTraces;
        this.projects = new KnownProjects(projects);
        this.live = live;
        this.clock = clock;
        this.run = Long.toString(clock.millis(), Character.MAX_RADIX); // numbers of another run mean nothing
    }

    public List<Route> routes() {
        return List.of(Route.get(Permission.READ, "/api/v1/projects/{project}/tail", this::tail));
    }

    private Response tail(Request request) {
        String project = projects.of(request);
        FilterParameters parameters = new FilterParameters(request, clock, Set.of("filter"));
        parameters.allow();
        Filter filter = parameters.filter(project).filter();
        Optional<String> last = request.header("Last-Event-ID");
        if (!listeners.tryAcquire()) {
            throw ProblemException.tryAgain(429, MAX_LISTENERS + " listeners follow already (expected: fewer)", 3);
        }
        return Response.events(events -> {
            try {
                follow(events, project, filter, last);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server ends
            } finally {
                listeners.release();
            }
        });
    }

    private void follow(EventStream events, String project, Filter filter, Optional<String> last)
            throws IOException, InterruptedException {
        long newest = live.newest();
        long at = last.map(this::number).orElse(OptionalLong.of(newest)).orElse(-1);
        if (at < 0 || at > newest) { // of another run: nothing is known of what arrived since
            at = newest;
            events.send("behind", "{}");
        }
        events.comment();
        while (!live.isClosed()) {
            live.await(at, HEARTBEAT);
            LiveTraces.News news = live.after(at, project);
            if (news.reached() == at) {
                events.comment();
                continue;
            }
            at = news.reached();
            send(events, project, filter, news);
            live.awaitClosed(PAUSE);
        }
    }

    /** Empty where it is none of this run. */
    private OptionalLong number(String id) {
        return id.startsWith(run + "-") && id.matches(".+-\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(id.substring(run.length() + 1)))
                : OptionalLong.empty();
    }

    private void send(EventStream events, String project, Filter filter, LiveTraces.News news) throws IOException {
        List<LiveTraces.Arrived> traces = news.traces();
        List<LiveTraces.Arrived> asked = traces.subList(Math.max(0, traces.size() - MAX_TRACES), traces.size());
        if (news.behind() || asked.size() < traces.size()) {
            events.send("behind", "{}");
        }
        for (TraceSummary summary : passing(project, filter, asked).reversed()) {
            events.send("trace", Response.text(json -> TraceJson.writeSummary(json, summary)));
        }
        events.reached(run + "-" + news.reached());
    }

    private List<TraceSummary> passing(String project, Filter filter, List<LiveTraces.Arrived> traces) {
        Optional<Instant> first = traces.stream().map(LiveTraces.Arrived::first).min(Comparator.naturalOrder());
        Optional<Instant> last = traces.stream().map(LiveTraces.Arrived::last).max(Comparator.naturalOrder());
        if (first.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        return findTraces.among(
                new TraceFilter(project, first.get(), last.get().plusNanos(1), filter),
                traces.stream().map(LiveTraces.Arrived::traceId).toList());
    }
}
