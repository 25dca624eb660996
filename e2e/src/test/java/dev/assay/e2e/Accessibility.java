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

    /** What scrolls within a grid needs no place of its own among the tab stops: the grid has one, and moves it. */
    private static final String FINDINGS = """
            async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
              .filter((finding) => ["serious", "critical"].includes(finding.impact))
              .map((finding) => ({...finding, nodes: finding.nodes.filter((node) =>
                finding.id !== "scrollable-region-focusable"
                  || !document.querySelector(node.target[0]).parentElement.matches("[role=grid][tabindex='0']"))}))
              .filter((finding) => finding.nodes.length > 0)
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
