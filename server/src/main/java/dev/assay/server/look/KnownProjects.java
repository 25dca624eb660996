package dev.assay.server.look;

import dev.assay.server.web.ProblemException;
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
        if (projects.all().stream().noneMatch(project -> project.name().equals(name))) {
            throw ProblemException.notFound("there is no project '" + name + "'; the first span sent to it makes it");
        }
        return name;
    }
}
