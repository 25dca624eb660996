package dev.assay.store;

/** The end of a thread that must finish what it has at hand: an executor that is closed would interrupt it as soon as somebody is impatient. */
public final class Ending {

    private Ending() {}

    /** Waits for the end of a thread, however often it is interrupted; it is interrupted afterwards, then. */
    public static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
