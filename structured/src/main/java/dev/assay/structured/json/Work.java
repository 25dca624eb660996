package dev.assay.structured.json;

/**
 * Counts what reading costs: characters that were looked at and values that were tried under a schema. Clocks tell too little on a busy machine; this
 * is what fuzzing holds to be linear in the length of the text.
 */
final class Work {

    private long steps;

    void add(int more) {
        steps += more;
    }

    long steps() {
        return steps;
    }
}
