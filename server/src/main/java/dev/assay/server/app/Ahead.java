package dev.assay.server.app;

import dev.assay.server.ingest.OtlpGrpc;
import dev.assay.server.ingest.price.Prices;
import dev.assay.server.web.WebServer;
import dev.assay.store.Ending;
import dev.assay.store.columns.Engine;
import org.slf4j.LoggerFactory;

/**
 * Loads what every server needs, whatever its settings say, while the command line is still being read: half of a start is the loading of
 * classes and libraries, and each core can do its part of it. Who needs something of it sooner waits for it, or loads it himself.
 */
final class Ahead {

    private final Thread logging;

    private Ahead(Thread logging) {
        this.logging = logging;
    }

    /** What is loaded beside the logging knows nothing of it: whoever asks for a logger first sets it up, and nobody could wait for that. */
    static Ahead begin() {
        Thread logging = start(LoggerFactory::getILoggerFactory);
        start(Engine::load);
        start(() -> {
            Ending.await(logging);
            WebServer.load();
            OtlpGrpc.load();
        });
        return new Ahead(logging);
    }

    /** What the first request would wait for, once the server listens: sooner it would take the start's time. */
    static void ofRequests() {
        start(Prices::load);
    }

    private static Thread start(Runnable load) {
        return Thread.ofPlatform().name("ahead").daemon().start(load);
    }

    /** Who logs while that is set up does so through stand-ins, of which SLF4J tells. */
    void awaitLogging() {
        Ending.await(logging);
    }
}
