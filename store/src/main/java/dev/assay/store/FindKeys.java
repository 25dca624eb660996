package dev.assay.store;

import java.time.Instant;
import java.util.List;

/** Which attributes, metadata and scores there are to ask for. */
public interface FindKeys {

    /** Of how many spans, the newest ones of the time range, the attributes and metadata are looked at. */
    int EXAMINED = 2_000;

    /** Of each kind. */
    int MAX = 500;

    /**
     * @param from inclusive
     * @param to exclusive
     */
    Keys keys(String project, Instant from, Instant to);

    /**
     * Each by name.
     *
     * @param attributes keys that the spans examined have
     * @param scores names of scores of the project, whatever their time
     */
    record Keys(List<String> attributes, List<String> metadata, List<String> scores) {

        public Keys {
            attributes = List.copyOf(attributes);
            metadata = List.copyOf(metadata);
            scores = List.copyOf(scores);
        }
    }
}
