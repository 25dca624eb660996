package dev.assay.server.app;

import java.util.concurrent.CountDownLatch;

/** Waits for the end of the process, and closes what is open before it. */
public final class Shutdown {

    private Shutdown() {}

    /**
     * Returns never but by interruption: the process ends by a signal.
     *
     * @param close runs on the way
     */
    public static void await(Runnable close) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(close));
        new CountDownLatch(1).await();
    }
}
