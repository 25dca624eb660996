package dev.assay.structured;

/** Is told of every question. What it throws reaches the one who asks. */
@FunctionalInterface
public interface Observer {

    /**
     * A question begins.
     *
     * @param run what is known of it beforehand
     * @return is told of its steps, all of them in the thread that asks
     */
    Observation begin(Run run);
}
