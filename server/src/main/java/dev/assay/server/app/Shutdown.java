package dev.assay.server.app;

import java.util.concurrent.CountDownLatch;

/** Waits for the end of the process, and closes the server before it. */
public final class Shutdown {

    private Shutdown() {}

    /** Returns never but by interruption: the process ends by a signal, and the server is closed on the way. */
    public static void await(App app) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(app::close));
        new CountDownLatch(1).await();
    }
}
