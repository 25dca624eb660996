package dev.assay.server.ingest.dialect;

import dev.assay.model.Json;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;

/**
 * Where spans come from: what their resource and scope say, worked out once for all spans of a scope.
 *
 * @param resource what is left of the resource's attributes, a JSON object or absent
 * @param scope the attributes of the scope, a JSON object or absent
 */
public record Origin(
        String service, String environment, String scopeName, String scopeVersion, Json resource, Json scope) {

    public static Origin of(Resource resource, InstrumentationScope scope) {
        Attributes attributes = Attributes.of(resource.getAttributesList());
        String service = attributes.take("service.name");
        String environment = attributes.take("deployment.environment.name");
        if (environment.isEmpty()) {
            environment = attributes.take("deployment.environment");
        }
        return new Origin(
                service,
                environment,
                scope.getName(),
                scope.getVersion(),
                object(attributes),
                object(Attributes.of(scope.getAttributesList())));
    }

    private static Json object(Attributes attributes) {
        return attributes.isEmpty() ? Json.ABSENT : attributes.toJson();
    }
}
