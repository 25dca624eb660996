package dev.assay.server.app;

import java.util.Objects;

/** The version of this program, from the manifest of its jar. */
final class Version {

    static final String CURRENT =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");

    private Version() {}
}
