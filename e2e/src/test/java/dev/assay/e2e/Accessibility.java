package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe-core finds on a page. */
final class Accessibility {

    private static final String FINDINGS = """
            async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
              .filter((finding) => ["serious", "critical"].includes(finding.impact))
              .map((finding) => finding.impact + ", " + finding.id + ": " + finding.help + "; " + finding.nodes
                .slice(0, 4).map((node) => node.html.slice(0, 200) + " " + node.failureSummary).join(" | "))
            """;

    private Accessibility() {}

    static void assertNothingSerious(Page page, String what) throws IOException {
        try (InputStream axe = Objects.requireNonNull(Page.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat((List<?>) page.evaluate(FINDINGS))
                .as("what axe finds serious in %s", what)
                .isEmpty();
    }
}
