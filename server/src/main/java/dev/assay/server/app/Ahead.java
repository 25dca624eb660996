package dev.assay.server.app;

import dev.assay.server.ingest.OtlpGrpc;
import dev.assay.server.ingest.price.Prices;
import dev.assay.server.web.WebServer;
import dev.assay.store.columns.Engine;
import org.slf4j.LoggerFactory;

/**
 * Loads what every server needs, whatever its settings say, while the command line is still being read: half of a start is the loading of
 * classes and libraries, and each core can do its part of it. Who needs something of it sooner waits for it, or loads it himself.
 */
final class Ahead {

    private Ahead() {}

    /**
     * Returns when there are loggers. What is loaded beside that knows nothing of them: whoever asked for one meanwhile would be given a
     * stand-in, of which SLF4J tells.
     */
    static void begin() {
        start(Engine::load);
        LoggerFactory.getILoggerFactory();
        start(() -> {
            Engine.loadStatements();
            WebServer.load();
            OtlpGrpc.load();
        });
    }

    /** What the first request would wait for, once the server listens: sooner it would take the start's time. */
    static void ofRequests() {
        start(Prices::load);
    }

    private static void start(Runnable load) {
        Thread.ofPlatform().name("ahead").daemon().start(load);
    }
}
