package dev.assay.server.look;

import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.ProjectName;
import dev.assay.server.web.Request;
import dev.assay.server.web.Response;
import dev.assay.server.web.Route;
import dev.assay.store.Finding;
import dev.assay.store.Projects;
import dev.assay.store.Sightings;
import dev.assay.store.Sightings.Sighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** What clients do not tell, tell twice, or tell in words that no dialect knows. */
public final class ConformanceRoutes {

    private final Sightings sightings;
    private final Projects projects;

    private record Sender(String client, String version, String dialect) {}

    public ConformanceRoutes(Sightings sightings, Projects projects) {
        this.sightings = sightings;
        this.projects = projects;
    }

    public List<Route> routes() {
        return List.of(Route.get(Permission.READ, "/api/v1/projects/{project}/conformance", this::conformance));
    }

    private Response conformance(Request request) {
        String project = ProjectName.checked(request.path("project"));
        if (projects.all().stream().noneMatch(each -> each.name().equals(project))) {
            throw ProblemException.notFound(
                    "there is no project '" + project + "'; the first span sent to it makes it");
        }
        Map<Sender, List<Sighting>> bySender = sightings.of(project).stream()
                .collect(Collectors.groupingBy(
                        each -> new Sender(each.client(), each.version(), each.dialect()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            bySender.forEach((sender, found) -> write(json, sender, found));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Sender sender, List<Sighting> found) {
        json.writeStartObject();
        json.writeStringProperty("client", sender.client());
        json.writeStringProperty("version", sender.version());
        json.writeStringProperty("dialect", sender.dialect());
        json.writeNumberProperty("spans", count(found, Finding.SPANS));
        json.writeNumberProperty("examined", count(found, Finding.EXAMINED));
        json.writeArrayPropertyStart("findings");
        for (Sighting each : found) {
            if (each.finding() != Finding.SPANS && each.finding() != Finding.EXAMINED) {
                write(json, sender, each);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Sender sender, Sighting sighting) {
        json.writeStartObject();
        json.writeStringProperty("finding", sighting.finding().label());
        json.writeStringProperty("subject", sighting.subject());
        json.writeNumberProperty("spans", sighting.spans());
        json.writeStringProperty("traceId", sighting.traceId());
        json.writeStringProperty("spanId", sighting.spanId());
        json.writeStringProperty("lastSeen", sighting.lastSeen().toString());
        json.writeStringProperty("remedy", Remedies.of(sighting.finding(), sender.client(), sender.dialect()));
        json.writeEndObject();
    }

    private static long count(List<Sighting> found, Finding finding) {
        return found.stream()
                .filter(each -> each.finding() == finding)
                .mapToLong(Sighting::spans)
                .sum();
    }
}
