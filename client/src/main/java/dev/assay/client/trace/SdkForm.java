package dev.assay.client.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How one endpoint of a provider writes requests, answers and streams; all as the JSON that goes over the wire. */
interface SdkForm {

    /** As the convention names it, for example {@code chat}. */
    String operation();

    String provider();

    void request(ModelCall call, JsonNode request);

    void answer(ModelCall call, JsonNode answer);

    /** Gathers the events of one stream. */
    Gathering gathering();

    /** What has come of a stream so far. */
    interface Gathering {

        void event(JsonNode event);

        /** The answer so far, in the form of a whole one; a stream that broke off has an unfinished one. */
        ObjectNode answer();
    }
}
