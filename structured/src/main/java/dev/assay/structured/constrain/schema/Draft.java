package dev.assay.structured.constrain.schema;

import tools.jackson.databind.JsonNode;

/**
 * What a draft of JSON Schema means by the keywords that changed.
 *
 * @param idKeyword what names a resource
 * @param refReplaces whether what stands beside a reference is ignored, as before 2019-09
 * @param containedIsEvaluated whether items that {@code contains} looked at are evaluated, as since 2020-12
 */
record Draft(String idKeyword, boolean refReplaces, boolean containedIsEvaluated) {

    /** The draft that a document names; 2020-12 if it names none. */
    static Draft of(JsonNode document) {
        String dialect = document.path("$schema").asString("");
        boolean oldest = dialect.contains("draft-04") || dialect.contains("draft-03");
        boolean old = oldest || dialect.contains("draft-06") || dialect.contains("draft-07");
        return new Draft(oldest ? "id" : "$id", old, !dialect.contains("2019-09"));
    }
}
