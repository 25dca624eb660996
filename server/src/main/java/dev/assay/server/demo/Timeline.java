package dev.assay.server.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * What happens around the conversations of a day.
 *
 * @param release when production goes from version 3 of the prompt to version 4
 * @param incidentStart from when on the provider turns many calls away
 * @param incidentEnd until when it does
 */
record Timeline(Instant release, Instant incidentStart, Instant incidentEnd) {

    static Timeline endingAt(Instant now) {
        return new Timeline(
                now.minus(Duration.ofHours(10)),
                now.minus(Duration.ofMinutes(395)),
                now.minus(Duration.ofMinutes(350)));
    }

    boolean inIncident(Instant time) {
        return !time.isBefore(incidentStart) && time.isBefore(incidentEnd);
    }
}
