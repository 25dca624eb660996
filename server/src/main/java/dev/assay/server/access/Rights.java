package dev.assay.server.access;

import static dev.assay.server.web.Permission.ADMIN;
import static dev.assay.server.web.Permission.EDIT;
import static dev.assay.server.web.Permission.INGEST;
import static dev.assay.server.web.Permission.KNOWN;
import static dev.assay.server.web.Permission.NOTHING;
import static dev.assay.server.web.Permission.READ;
import static dev.assay.server.web.Permission.REVIEW;
import static dev.assay.server.web.Permission.SCORE;

import dev.assay.server.web.Permission;
import dev.assay.store.KeyScope;
import dev.assay.store.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The one table of who may do what. */
final class Rights {

    private Rights() {}

    static Set<Permission> of(Role role) {
        return switch (role) {
            case VIEWER -> set(KNOWN, READ);
            case REVIEWER -> set(KNOWN, READ, SCORE, REVIEW);
            case EDITOR -> set(KNOWN, READ, SCORE, REVIEW, INGEST, EDIT);
            case ADMIN -> set(KNOWN, READ, SCORE, REVIEW, INGEST, EDIT, ADMIN);
        };
    }

    /** Within the project of the key. */
    static Set<Permission> of(KeyScope scope) {
        return switch (scope) {
            case INGEST -> set(KNOWN, INGEST, SCORE);
            case FULL -> set(KNOWN, INGEST, SCORE, READ, REVIEW, EDIT);
        };
    }

    private static Set<Permission> set(Permission first, Permission... more) {
        EnumSet<Permission> set = EnumSet.of(first, more);
        set.add(NOTHING);
        return Collections.unmodifiableSet(set);
    }
}
