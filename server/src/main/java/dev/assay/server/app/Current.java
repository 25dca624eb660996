package dev.assay.server.app;

import dev.assay.server.ingest.IngestTurn;
import dev.assay.server.web.Caller;
import dev.assay.server.web.EventStream;
import dev.assay.server.web.Gate;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts at work. Whoever asks them for something takes a turn for as long as it lasts, and they are replaced when nobody has one;
 * who comes meanwhile is told to come again.
 */
final class Current implements Gate, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Current.class);

    private static final int ALL = Integer.MAX_VALUE;
    private static final int COME_AGAIN_SECONDS = 3;

    private final Supplier<Parts> make;
    private final Semaphore turns = new Semaphore(ALL);
    private volatile Parts parts;

    /** Why nobody is let in; empty where everybody is. */
    private volatile String held = "";

    /** Why nothing can be asked until somebody has looked; empty mostly. */
    private volatile String broken = "";

    private volatile boolean wasOpen;

    /** @param make opens what lies in the data folder */
    Current(Supplier<Parts> make) {
        this.make = make;
        this.parts = make.get();
    }

    /** While it is open, the parts stay. */
    final class Turn implements AutoCloseable {

        private final AtomicBoolean ended = new AtomicBoolean();
        private final Parts mine = parts;

        Parts parts() {
            return mine;
        }

        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) {
                turns.release();
            }
        }
    }

    /** @throws ProblemException with 503 while the parts are replaced */
    Turn take() {
        if (!held.isEmpty() || !turns.tryAcquire()) {
            throw comeAgain();
        }
        if (!held.isEmpty()) {
            turns.release();
            throw comeAgain();
        }
        return new Turn();
    }

    private ProblemException comeAgain() {
        String why = held.isEmpty() ? "the server was busy with itself" : held;
        return ProblemException.tryAgain(503, why, COME_AGAIN_SECONDS);
    }

    /** A turn of what is sent over gRPC. */
    IngestTurn ingest() {
        Turn turn = take();
        return new IngestTurn(turn.parts().ingest(), turn::close);
    }

    /** What the parts answer, whichever they are. */
    List<Route> routes() {
        List<Route> all = new ArrayList<>();
        List<Route> first = parts.routes();
        for (int i = 0; i < first.size(); i++) {
            int at = i;
            Route route = first.get(i);
            all.add(route.handledBy(request -> answer(route, at, request)));
        }
        return all;
    }

    /** What is sent behind the headers belongs to the turn. */
    private Response answer(Route route, int at, Request request) {
        Turn turn;
        try {
            turn = take();
        } catch (ProblemException e) {
            return route.refusal().refuse(request, e);
        }
        boolean goesOn = false;
        try {
            Response response = turn.parts().routes().get(at).handler().handle(request);
            goesOn = response.events().isPresent() || response.stream().isPresent();
            return goesOn ? lasting(response, turn) : response;
        } finally {
            if (!goesOn) {
                turn.close();
            }
        }
    }

    private static Response lasting(Response response, Turn turn) {
        Optional<EventStream.Sender> events = response.events().map(sender -> to -> {
            try (turn) {
                sender.sendTo(to);
            }
        });
        Optional<Response.Stream> stream = response.stream().map(writer -> to -> {
            try (turn) {
                writer.writeTo(to);
            }
        });
        return new Response(
                response.status(), response.contentType(), response.body(), response.headers(), events, stream);
    }

    @Override
    public boolean isOpen() {
        try (Turn turn = take()) {
            wasOpen = turn.parts().access().isOpen();
        } catch (ProblemException e) {
            LOG.debug("as it was, since {}", e.getMessage()); // the page is served meanwhile
        }
        return wasOpen;
    }

    @Override
    public Caller caller(Function<String, Optional<String>> header) {
        try (Turn turn = take()) {
            return turn.parts().access().caller(header);
        }
    }

    /** Whether nobody has an account. */
    boolean isOpenToAll() {
        try (Turn turn = take()) {
            return !turn.parts().users().any();
        }
    }

    /** Those who follow what arrives would never end by themselves. */
    void letFollowersGo() {
        parts.live().close();
    }

    /** Changes what lies in the data folder. */
    interface Change {
        void run() throws IOException;
    }

    /**
     * Ends the parts, changes what they work on, and makes others of it.
     *
     * @param why what those are told who come meanwhile
     * @param patience for those who have a turn
     * @param back undoes the change, where no parts can be made of what it left
     * @throws ProblemException with 409 where somebody does not end in time, or another replaces them: nothing was changed
     * @throws IOException where the change failed, or nothing could be made of what it left; what was there is at work again
     */
    void replace(String why, Duration patience, Change change, Change back) throws IOException {
        if (!hold(why)) {
            throw new ProblemException(409, "the server is replacing its data already (expected: one at a time)");
        }
        boolean alone = false;
        try {
            parts.live().close();
            alone = turns.tryAcquire(ALL, patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!alone) {
                throw new ProblemException(
                        409,
                        "other requests were not over in " + patience.toSeconds()
                                + " s, an export perhaps; nothing was changed, try again when they are");
            }
            replaceAlone(change, back);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(503, "the server ends; nothing was changed", e);
        } finally {
            parts.live().open();
            if (alone) {
                turns.release(ALL);
            }
            letIn();
        }
    }

    private synchronized boolean hold(String why) {
        if (!held.isEmpty()) {
            return false;
        }
        held = why;
        return true;
    }

    private synchronized void letIn() {
        held = broken;
    }

    private synchronized void replaceAlone(Change change, Change back) throws IOException {
        try {
            parts.close();
            change.run();
        } catch (IOException | RuntimeException e) {
            reopen(e);
            throw e;
        }
        try {
            parts = make.get();
        } catch (RuntimeException e) {
            LOG.error("the data that took the place cannot be used; what was there comes back", e);
            try {
                back.run();
            } catch (IOException | RuntimeException second) {
                e.addSuppressed(second);
            }
            reopen(e);
            throw e;
        }
    }

    private void reopen(Exception cause) {
        try {
            parts = make.get();
        } catch (RuntimeException e) {
            broken = "the data folder cannot be used any more, and the server has to be started again: "
                    + e.getMessage();
            LOG.error(broken, e);
            cause.addSuppressed(e);
        }
    }

    /** After a replacement that is under way. */
    @Override
    public synchronized void close() {
        held = "the server ends";
        parts.close();
    }
}
