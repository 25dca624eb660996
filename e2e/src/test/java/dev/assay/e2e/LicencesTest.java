package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each library of the distribution comes under a licence that we may ship it under. Of several, one is chosen. */
class LicencesTest {

    /** OFL is that of fonts, the Go licence a BSD licence. */
    private static final Pattern PERMITTED = Pattern.compile(
            "Apache.*|MIT.*|BSD.*|[023]BSD|ISC|UPL.*|EPL.*|Eclipse (Public|Distribution) License.*|EDL.*|MPL.*|Mozilla Public License.*|OFL.*|Go License",
            Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(strings = {"../server/target/assembly/sbom/server.json", "../ui/sbom.json"})
    void everyLibraryIsPermitted(String file) throws IOException {
        assumeTrue(Files.exists(Path.of(file)), file + " is written by ./build verify and ./build dist");
        JsonNode bill = JsonMapper.shared().readTree(Files.readString(Path.of(file)));
        assertThat(bill.path("components")).hasSizeGreaterThan(5);
        List<String> wrong = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            if (licences(component).stream()
                    .noneMatch(licence -> PERMITTED.matcher(licence).matches())) {
                wrong.add(component.path("purl").asString() + ": " + licences(component));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode each : component.path("licenses")) {
            for (String alternative : each.path("expression").asString("").split(" OR ")) {
                licences.add(alternative.replaceAll("[()]", "").strip());
            }
            licences.add(each.at("/license/id").asString(""));
            licences.add(each.at("/license/name").asString(""));
        }
        licences.removeIf(String::isEmpty);
        return licences;
    }
}
