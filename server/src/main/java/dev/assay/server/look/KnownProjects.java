package dev.assay.server.look;

import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.store.Projects;

/** The project that a request names, where there is one. */
final class KnownProjects {

    private final Projects projects;

    KnownProjects(Projects projects) {
        this.projects = projects;
    }

    /** @throws ProblemException with 404 where there is no such project */
    String of(Request request) {
        String name = request.path("project");
        return projects.find(name).orElseThrow(() -> ProjectName.unknown(name)).name();
    }
}
