package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The filter line, and the pages beside the traces, over a day of traffic. */
@ExtendWith(Screens.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class PagesTest {

    private Server server;
    private String project;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        // What clients do not tell is written down once a second of the clock, which stands still here, or at the end.
        try (Server before = Server.start(data)) {
            DemoData.send(before.rest(), Server.NOW);
            before.rest().awaitCaughtUp();
        }
        server = Server.startWithPage(data);
        project = server.url() + "/p/default";
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Locator line(Screen screen) {
        return screen.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Filter"));
    }

    @Test
    void saysWhereAFilterCannotBeRead(Screen screen) {
        screen.openList(project + "/traces").filter("has:error modle:gpt");
        Locator fault = screen.page().getByRole(AriaRole.ALERT);
        assertThat(fault).containsText("modle is no field");
        assertThat(fault).containsText("did you mean model?");
        assertThat(line(screen)).isFocused();
        assertThat(screen.page()).not().hasURL(Pattern.compile("modle"));
        screen.type("model");
        screen.press("Enter");
        assertThat(fault).hasCount(0);
        screen.assertAddress("f=has:error+model:gpt");
    }

    @Test
    void completesFieldsAndValuesAndRemembersLines(Screen screen) {
        screen.openList(project + "/traces").press("/");
        screen.type("stat");
        screen.press("Tab");
        assertThat(line(screen)).hasValue("status:");
        screen.type("err");
        screen.press("Tab");
        screen.assertAddress("f=status:error");
        screen.press("Escape", "/", "Delete");
        screen.type("(kind:tool OR kind:agent) -model:gpt* ");
        screen.press("Enter");
        assertThat(screen.rows().first()).isVisible();
        screen.press("/", "Delete");
        assertThat(screen.page()
                        .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("asked before"))
                        .first())
                .containsText("(kind:tool OR kind:agent) -model:gpt*");
    }

    @Test
    void drawsSignsAsTheyWereWritten(Screen screen) {
        String joined = """
                () => [...document.querySelectorAll('body, body *')]
                    .filter(each => getComputedStyle(each).fontVariantLigatures !== 'no-contextual'
                        || getComputedStyle(each).fontFeatureSettings.includes('calt'))
                    .map(each => each.className)
                """;
        screen.openList(project + "/traces");
        assertThat((List<?>) screen.page().evaluate(joined)).isEmpty();
        screen.rows().first().click();
        assertThat(screen.spanRows().first()).isVisible();
        assertThat((List<?>) screen.page().evaluate(joined)).isEmpty();
    }

    @Test
    void asksForTheValuesOfARow(Screen screen) {
        screen.openList(project + "/traces").press("j", "v");
        Locator values = screen.dialog("Values of the trace");
        assertThat(values).isVisible();
        int environment = values.getByRole(AriaRole.OPTION).allTextContents().stream()
                .toList()
                .indexOf("environmentproduction");
        assertThat(environment).as("the row's environment among its values").isNotNegative();
        for (int i = 0; i < environment; i++) {
            screen.press("j");
        }
        screen.press("-");
        assertThat(values).hasCount(0);
        screen.assertAddress("f=-environment:production");
        screen.page().goBack();
        screen.rows()
                .first()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("production"))
                .click();
        screen.assertAddress("f=environment:production");
    }

    private static void assertUsable(Screen screen, String what) throws IOException {
        for (String theme : List.of("light", "dark")) {
            screen.press("t");
            assertThat(screen.page().locator("html")).hasAttribute("data-theme", theme);
            Accessibility.assertNothingSerious(screen.page(), what + ", " + theme);
        }
        screen.press("t");
    }

    @Test
    void showsHowMuchCameAndLeadsToIt(Screen screen) throws IOException {
        screen.openList(project + "/traces").press("g", "o");
        screen.assertAddress("/p/default/overview");
        Locator volume =
                screen.page().getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("Traces, traces"));
        assertThat(volume).isVisible();
        assertThat(screen.page().getByRole(AriaRole.SLIDER)).hasCount(5);
        Locator answered =
                screen.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("calls by response.model"));
        assertThat(answered.getByRole(AriaRole.LINK).first()).isVisible();
        assertUsable(screen, "the overview");
        volume.focus();
        screen.press("ArrowLeft");
        assertThat(screen.page().getByTestId("chart-duration")).containsText(Pattern.compile("p50 [\\d.]+ s"));
        screen.press("Enter");
        screen.assertAddress("/p/default/traces?from=2026-11-23T14");
        assertThat(screen.rows().first()).isVisible();
        screen.page().goBack();
        answered.getByRole(AriaRole.LINK).first().click();
        screen.assertAddress("f=response.model:");
        assertThat(screen.rows().first()).isVisible();
    }

    @Test
    void narrowsTheListByItsFacets(Screen screen) throws IOException {
        screen.openList(project + "/traces").press("f");
        Locator facets = screen.page().getByTestId("facets");
        Locator production = facets.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("production"));
        assertThat(production).isVisible();
        assertUsable(screen, "the facets");
        production.press("Enter");
        screen.assertAddress("f=environment:production");
        assertThat(production).hasAttribute("aria-pressed", "true");
        facets.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("development"))
                .press("Enter");
        screen.assertAddress("f=environment:production%2Cdevelopment");
        production.press("-");
        screen.assertAddress("f=environment:development+-environment:production");
        screen.press("Escape", "f");
        assertThat(facets).hasCount(0);
    }

    @Test
    void readsASessionAsOneConversation(Screen screen) throws IOException, InterruptedException {
        JsonNode sessions =
                server.rest().get("/api/v1/projects/default/sessions?limit=200").path("items");
        int longest = IntStream.range(0, sessions.size())
                .boxed()
                .max(Comparator.comparingInt(
                        i -> sessions.path(i).path("traceCount").intValue()))
                .orElseThrow();
        JsonNode session = sessions.path(longest);
        String id = session.path("sessionId").stringValue();
        screen.openList(project + "/traces").press("g", "s");
        assertThat(screen.page().getByTestId("session-row").first()).isVisible();
        assertUsable(screen, "the sessions");
        screen.press("j", "Enter");
        assertThat(screen.page().getByTestId("session")).isVisible();
        screen.assertAddress("/sessions/" + sessions.path(0).path("sessionId").stringValue());
        screen.page().navigate(project + "/sessions/" + id);
        Locator turns = screen.page().getByTestId("session-turn");
        assertThat(turns).hasCount(session.path("traceCount").intValue());
        assertThat(turns.first().locator(".role-user").first()).isVisible();
        assertUsable(screen, "a session");
        screen.press("l", "l");
        assertThat(turns.nth(1)).hasClass(Pattern.compile("current"));
        screen.press("Enter");
        assertThat(screen.trace()).isVisible();
        assertThat(screen.trace()).containsText("in session");
    }

    @Test
    void showsWhatComesAsItComes(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server other = Server.startWithPage(data)) {
            other.send("default", List.of(chat("0".repeat(31) + "1", "the first question")));
            screen.openList(other.url() + "/p/default/traces").press("w");
            assertThat(screen.rows()).hasCount(1);
            other.send("default", List.of(chat("0".repeat(31) + "2", "the second question")));
            assertThat(screen.rows()).hasCount(2);
            assertThat(screen.rows().first()).containsText("the second question");
            screen.press("w");
            other.send("default", List.of(chat("0".repeat(31) + "3", "the third question")));
            assertThat(screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("1 new")))
                    .isVisible();
            assertThat(screen.rows()).hasCount(2);
            screen.press(".");
            assertThat(screen.rows()).hasCount(3);
        }
    }

    private static Span chat(String traceId, String question) {
        Instant start = Server.NOW.minusSeconds(60 - traceId.charAt(31) + '0');
        return Otlp.chat(traceId, "000000000000000a", "", start, Duration.ofSeconds(1), question, "an answer")
                .build();
    }

    @Test
    void findsInARawSpanAndTellsWhatChanged(Screen screen) {
        screen.openList(project + "/traces?f=kind:tool");
        screen.press("j", "Enter");
        assertThat(screen.trace()).isVisible();
        screen.press("r");
        assertThat(screen.tab("Raw")).hasAttribute("aria-selected", "true");
        screen.press("r");
        screen.type("service.version");
        Locator span = screen.page().getByTestId("span");
        assertThat(span).containsText("service.version");
        assertThat(span).not().containsText("telemetry.sdk");
        screen.press("Escape", "c");
        assertThat(screen.conversation()).isVisible();
    }

    @Test
    void savesAQuestionUnderANameForTheWholeTeam(Screen screen) throws IOException, InterruptedException {
        screen.openList(project + "/traces").filter("status:error");
        screen.assertAddress("f=status:error");
        screen.press("b");
        Locator menu = screen.dialog("Saved views");
        assertThat(menu).isVisible();
        screen.press("Control+a");
        screen.type("what failed");
        screen.press("Enter");
        assertThat(screen.page().getByRole(AriaRole.STATUS).last()).containsText("Saved for everybody");
        JsonNode views = server.rest().get("/api/v1/projects/default/views").path("items");
        assertThat(views.path(0).path("address").stringValue()).isEqualTo("traces?f=status:error");

        // Somebody else, who has nothing of this browser.
        screen.openList(project + "/traces").press("Control+k");
        screen.type("what failed");
        screen.press("Enter");
        screen.assertAddress("f=status:error");
        screen.press("b");
        Locator shown = screen.dialog("Saved view: what failed");
        assertThat(screen.page().locator(".rows.stale")).hasCount(0); // the rows of the question before are pale
        Accessibility.assertNothingSerious(screen.page(), "the saved views");
        shown.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove the view what failed"))
                .click();
        Locator all = screen.dialog("Saved views");
        all.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Bring back"))
                .click();
        assertThat(shown).isVisible();
        shown.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove the view what failed"))
                .click();
        assertThat(all.getByText("Bring back")).isVisible();
        screen.page().reload();
        assertThat(screen.rows().first()).isVisible(); // before, nothing hears a key
        screen.press("b");
        assertThat(screen.dialog("Saved views")).not().containsText("what failed");
    }

    @Test
    void choosesTheColumnsOfTheList(Screen screen) throws IOException {
        screen.openList(project + "/traces");
        Locator heads = screen.page().getByRole(AriaRole.COLUMNHEADER);
        assertThat(heads.getByText("user, session")).hasCount(0);
        Locator button = screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Columns"));
        button.press("Enter");
        Locator menu = screen.dialog("Columns");
        Locator who = menu.getByRole(AriaRole.SWITCH, new Locator.GetByRoleOptions().setName("user, session"));
        assertThat(who).not().isChecked();
        who.press("Enter");
        menu.getByRole(AriaRole.SWITCH, new Locator.GetByRoleOptions().setName("tokens, cost"))
                .press("Enter");
        assertUsable(screen, "the columns");
        screen.press("Escape");
        assertThat(heads.getByText("user, session")).isVisible();
        assertThat(heads.getByText("tokens, cost")).hasCount(0);
        screen.press("j", "Space");
        screen.assertAddress("peek=1"); // the keys are the list's again, not the button's
        screen.page().reload();
        assertThat(heads.getByText("user, session")).isVisible();
    }

    @Test
    void choosesWhatIsRedacted(Screen screen) throws IOException {
        screen.openList(project + "/traces").press("g", "p");
        Locator email =
                screen.page().getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName("E-mail addresses"));
        assertThat(email.getByLabel("keep")).isChecked();
        email.getByLabel("keep").press("ArrowRight");
        assertThat(screen.page().getByRole(AriaRole.STATUS)).containsText("E-mail addresses: mask");
        screen.page().reload();
        assertThat(email.getByLabel("mask")).isChecked();
        assertThat(screen.page().getByText("[email]")).isVisible();
        assertUsable(screen, "settings");
        screen.page().getByLabel("name").fill("ticket");
        screen.page().getByLabel("pattern (RE2)").fill("T-(");
        screen.press("Enter");
        assertThat(screen.page().getByRole(AriaRole.ALERT)).containsText("T-(");
        // The browser itself writes a line for each answer of 400.
        assertThat(screen.noises()).allMatch(noise -> noise.contains("400"));
        screen.noises().clear();
    }

    @Test
    void saysWhatClientsDoNotTell(Screen screen) throws IOException {
        screen.openList(project + "/traces").press("g", "c");
        screen.assertAddress("/p/default/conformance");
        Locator heading =
                screen.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("fernhill.assistant"));
        assertThat(heading).isVisible();
        assertThat(screen.page()
                        .getByText("Attributes that no field is read from")
                        .first())
                .isVisible();
        assertUsable(screen, "conformance");
        screen.press("j", "Enter");
        assertThat(screen.trace()).isVisible();
        screen.assertAddress("view=raw");
    }
}
