package dev.assay.server.web;

import java.util.Locale;

/** What a route asks of its caller. Who has which stands in one table, {@code access.Rights}. */
public enum Permission {
    /** Nothing: log-in, health, and what says nothing about anybody's data. */
    NOTHING,
    /** To be known. */
    KNOWN,
    /** To send spans. */
    INGEST,
    /** To state something about an output. */
    SCORE,
    /** To see what a project holds. */
    READ,
    /** To write down what one saw: notes, labels, saved views. */
    REVIEW,
    /** To change what a project does. */
    EDIT,
    /** To decide who may do what, and whatever cannot be taken back. */
    ADMIN;

    /** As the OpenAPI document and answers write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
