package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.assay.server.demo.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What somebody does with a day of traffic, by the keyboard. */
@ExtendWith(Screens.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class JourneysTest {

    private static final String API = "/api/v1/projects/default/traces";

    private Server server;
    private List<Exchange> history;
    private String list;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        server = Server.startWithPage(data);
        history = DemoData.send(server.rest(), Server.NOW);
        server.rest().awaitCaughtUp();
        list = server.url() + "/p/default/traces";
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode items(String query) throws IOException, InterruptedException {
        return server.rest().get(API + query).path("items");
    }

    private static List<String> ids(JsonNode items) {
        return items.valueStream()
                .map(item -> item.path("traceId").stringValue())
                .toList();
    }

    private static String id(JsonNode items, int index) {
        return items.path(index).path("traceId").stringValue();
    }

    /** The newest in which a tool was called and nothing failed. */
    private String traceWithATool() throws IOException, InterruptedException {
        return items("?kind=tool&limit=100")
                .valueStream()
                .filter(item -> item.path("errorCount").intValue() == 0)
                .map(item -> item.path("traceId").stringValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsTheNewestTracesFirst(Screen screen) throws IOException, InterruptedException {
        screen.page().navigate(server.url());
        assertThat(screen.rows().first()).isVisible();
        screen.assertAddress("/p/default/traces");
        assertThat(screen.traceIds().subList(0, 15))
                .as("the first rows are the newest traces")
                .isEqualTo(ids(items("?limit=15")));
        assertThat(screen.page().getByLabel("Numbers")).containsText(String.format("%,d", history.size()));
    }

    @Test
    void readsOnFromTraceToTrace(Screen screen) throws IOException, InterruptedException {
        JsonNode items = items("?limit=5");
        screen.openList(list).press("j", "j", "j", "k");
        assertThat(screen.currentRow()).hasAttribute("data-trace-id", id(items, 1));
        screen.press("Enter");
        screen.assertAddress("/traces/" + id(items, 1));
        assertThat(screen.trace()).isVisible();
        assertThat(screen.page().getByTestId("traces")).isVisible();
        assertThat(screen.currentRow()).hasAttribute("data-trace-id", id(items, 1));

        screen.press("j");
        screen.assertAddress("/traces/" + id(items, 2));
        assertThat(screen.currentRow()).hasAttribute("data-trace-id", id(items, 2));
        String spanId = server.rest()
                .trace("default", id(items, 2))
                .at("/spans/0/spanId")
                .stringValue();
        assertThat(screen.page().locator("[data-span-id='" + spanId + "']")).isVisible();

        screen.press("Escape");
        assertThat(screen.trace()).hasCount(0);
        screen.assertAddress("/p/default/traces?at=" + id(items, 2));
        assertThat(screen.currentRow()).hasAttribute("data-trace-id", id(items, 2));
    }

    @Test
    void movesFromSpanToSpan(Screen screen) throws IOException, InterruptedException {
        String traceId = traceWithATool();
        screen.openTrace(list + "/" + traceId);
        screen.press("h", "h", "h", "h", "h", "h", "h", "h", "h", "h");
        List<String> spanIds = screen.spanIds();
        assertThat(spanIds).as("spans of a trace with a tool").hasSizeGreaterThan(3);
        assertThat(screen.currentSpan()).hasAttribute("data-span-id", spanIds.get(0));
        screen.press("l", "l", "l", "h");
        assertThat(screen.currentSpan()).hasAttribute("data-span-id", spanIds.get(2));
        screen.assertAddress("span=" + spanIds.get(2));
    }

    @Test
    void showsAToolCallWithItsResult(Screen screen) throws IOException, InterruptedException {
        String traceId = traceWithATool();
        JsonNode tool = server.rest()
                .trace("default", traceId)
                .path("spans")
                .valueStream()
                .filter(span -> span.path("kind").stringValue().equals("tool"))
                .findFirst()
                .orElseThrow();
        String name = tool.path("name").stringValue().replaceFirst("^execute_tool ", "");
        screen.openTrace(list + "/" + traceId);
        String last = screen.spanRows().last().getAttribute("data-span-id");
        for (int i = 0; i < screen.spanRows().count(); i++) {
            screen.press("l");
        }
        assertThat(screen.currentSpan()).hasAttribute("data-span-id", last);
        Locator call = screen.conversation()
                .getByTestId("turn")
                .filter(new Locator.FilterOptions()
                        .setHas(screen.page().getByTestId("tool-call").getByText(name)))
                .first();
        assertThat(call).isVisible();
        assertThat(call.locator(".answer").first()).isVisible();
        assertThat(call.locator(".answer-value").first()).not().isEmpty();
    }

    @Test
    void turnsBetweenConversationRawAndScores(Screen screen) {
        Exchange liked = history.stream()
                .filter(exchange -> exchange.thumb().isPresent())
                .findFirst()
                .orElseThrow();
        screen.openTrace(list + "/" + liked.traceId());
        assertThat(screen.conversation()).isVisible();
        screen.press("r");
        assertThat(screen.tab("Raw")).hasAttribute("aria-selected", "true");
        assertThat(screen.page()
                        .getByText("what no field was read from")
                        .or(screen.page().getByText("all of it")))
                .not()
                .hasCount(0);
        screen.assertAddress("view=raw");
        screen.press("s");
        assertThat(screen.tab("Scores")).hasAttribute("aria-selected", "true");
        assertThat(screen.page().getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName("thumbs")))
                .isVisible();
        screen.press("c");
        assertThat(screen.conversation()).isVisible();
        screen.press("Escape");
        assertThat(screen.trace()).hasCount(0);
    }

    @Test
    void narrowsTheListToWhatFailed(Screen screen) throws IOException, InterruptedException {
        List<String> failed = ids(items("?status=error&limit=500"));
        List<String> all = ids(items("?limit=10"));
        screen.openList(list).filter("status:error");
        screen.assertAddress("f=status:error");
        assertThat(screen.rows().first()).hasAttribute("data-trace-id", failed.getFirst());
        assertThat(failed).as("rows after status:error").containsAll(screen.traceIds());
        assertThat(screen.page()
                        .getByLabel("Numbers")
                        .getByRole(AriaRole.DEFINITION)
                        .first())
                .hasText(String.valueOf(failed.size()));

        screen.page().reload();
        assertThat(screen.rows().first()).hasAttribute("data-trace-id", failed.getFirst());
        assertThat(screen.page().getByLabel("Filter", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("status:error");
        screen.page().goBack();
        assertThat(screen.rows().first()).hasAttribute("data-trace-id", all.getFirst());
        assertThat(screen.page().getByLabel("Filter", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("");
    }

    /** Those that failed as a whole; status:error finds more, where a span failed and the rest went on. */
    @Test
    void leadsFromTheNumberOfFailedTracesToThem(Screen screen) throws IOException, InterruptedException {
        List<String> failed = items("?status=error&limit=500")
                .valueStream()
                .filter(item -> item.path("status").stringValue().equals("error"))
                .map(item -> item.path("traceId").stringValue())
                .toList();
        for (String page : List.of("overview", "traces")) {
            screen.page().navigate(server.url() + "/p/default/" + page);
            Locator number = screen.page().getByLabel("Numbers").getByRole(AriaRole.BUTTON);
            assertThat(number).containsText("(%d of %,d;".formatted(failed.size(), history.size()));
            number.click();
            screen.assertAddress("/p/default/traces?f=failed:true");
            assertThat(screen.page().getByTestId("traces"))
                    .hasAttribute("aria-rowcount", String.valueOf(failed.size() + 1));
            assertThat(screen.rows().first()).hasAttribute("data-trace-id", failed.getFirst());
            List<String> shown = screen.traceIds();
            assertThat(shown).as("rows from the number of the " + page).isEqualTo(failed.subList(0, shown.size()));
        }
    }

    @Test
    void findsWordsInTheText(Screen screen) throws IOException, InterruptedException {
        List<String> found = ids(items("?q=refund&limit=500"));
        assertThat(found).as("traces that speak of a refund").isNotEmpty();
        screen.openList(list).filter("refund");
        screen.assertAddress("f=refund");
        assertThat(screen.rows().first()).hasAttribute("data-trace-id", found.getFirst());
        assertThat(found).as("rows after 'refund'").containsAll(screen.traceIds());
    }

    @Test
    void saysWhyAFilterFindsNothing(Screen screen) {
        screen.openList(list).filter("no-such-words-anywhere");
        assertThat(screen.page().getByText("At no time did a trace match.")).isVisible();
        screen.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Clear the filter"))
                .last()
                .press("Enter");
        assertThat(screen.rows().first()).isVisible();
    }

    @Test
    void choosesATimeRange(Screen screen) throws IOException, InterruptedException {
        List<String> hour = ids(items("?limit=500&from=" + Server.NOW.minus(Duration.ofHours(1))));
        screen.openList(list);
        screen.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Time range"))
                .press("Enter");
        Locator menu = screen.page().getByRole(AriaRole.DIALOG);
        assertThat(menu.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("last 24 h")))
                .isFocused();
        screen.press("ArrowUp", "Enter");
        screen.assertAddress("range=1h");
        assertThat(screen.page().getByTestId("traces")).hasAttribute("aria-rowcount", String.valueOf(hour.size() + 1));
        assertThat(hour).as("rows of the last hour").containsAll(screen.traceIds());
    }

    @Test
    void zoomsIntoAStretchOfTime(Screen screen) {
        screen.openList(list);
        Locator strip =
                screen.page().getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("Traces over time"));
        assertThat(strip).isVisible();
        BoundingBox box = strip.boundingBox();
        screen.page().mouse().move(box.x + box.width / 4, box.y + 10);
        screen.page().mouse().down();
        screen.page().mouse().move(box.x + box.width / 2, box.y + 10);
        screen.page().mouse().up();
        screen.assertAddress("from=2026-11-22T2");
        assertThat(screen.page().getByTestId("traces").locator(".stale")).hasCount(0);
        assertThat(screen.rows().first()).isVisible();
        Pattern early = Pattern.compile("^(2[01]|0[0-3]):.*", Pattern.DOTALL);
        assertThat(screen.rows().first().locator(".cell-time")).hasText(early);

        screen.page().goBack();
        strip.focus();
        screen.press("ArrowLeft", "Enter");
        screen.assertAddress("from=2026-11-23T14");
        assertThat(screen.rows().first()).isVisible();
    }

    @Test
    void opensATraceByItsIdFromThePalette(Screen screen) {
        String traceId = history.get(history.size() / 2).traceId();
        screen.openList(list).press("Control+k");
        assertThat(screen.dialog("Find anything")).isVisible();
        screen.type(traceId);
        screen.press("Enter");
        screen.assertAddress("/traces/" + traceId);
        assertThat(screen.trace()).isVisible();
        assertThat(screen.dialog("Find anything")).hasCount(0);
    }

    @Test
    void showsTheKeys(Screen screen) {
        screen.openList(list).press("?");
        assertThat(screen.dialog("Keys")).isVisible();
        assertThat(screen.dialog("Keys")).containsText("Values, to ask for or to leave out");
        screen.press("Escape");
        assertThat(screen.dialog("Keys")).hasCount(0);
    }

    @Test
    void remembersTheTheme(Screen screen) {
        Locator root = screen.page().locator("html");
        screen.openList(list).press("t");
        assertThat(root).hasAttribute("data-theme", "light");
        screen.press("t");
        assertThat(root).hasAttribute("data-theme", "dark");
        screen.page().reload();
        assertThat(root).hasAttribute("data-theme", "dark");
        assertThat(screen.rows().first()).isVisible();
        screen.press("t");
        assertThat(root).not().hasAttribute("data-theme", Pattern.compile(".*"));
    }

    @Test
    void linksToASpan(Screen screen) throws IOException, InterruptedException {
        String traceId = traceWithATool();
        JsonNode last = server.rest().trace("default", traceId).path("spans");
        String spanId = last.path(last.size() - 1).path("spanId").stringValue();
        screen.openTrace(list + "/" + traceId + "?span=" + spanId + "&view=raw");
        assertThat(screen.currentSpan()).hasAttribute("data-span-id", spanId);
        assertThat(screen.tab("Raw")).hasAttribute("aria-selected", "true");
    }

    @Test
    void looksAtATraceWithoutLeavingTheList(Screen screen) throws IOException, InterruptedException {
        JsonNode items = items("?limit=2");
        screen.openList(list).press("j", "Space");
        assertThat(screen.page().getByTestId("peek")).isVisible();
        assertThat(screen.page().getByTestId("peek").getByTestId("conversation"))
                .isVisible();
        screen.press("j");
        assertThat(screen.currentRow()).hasAttribute("data-trace-id", id(items, 1));
        screen.press("Escape");
        assertThat(screen.page().getByTestId("peek")).hasCount(0);
    }

    @Test
    void saysThatThereIsNoSuchTrace(Screen screen) {
        screen.page().navigate(list + "/" + "0123456789abcdef".repeat(2));
        assertThat(screen.page().getByRole(AriaRole.ALERT)).containsText("There is no such trace.");
        // The browser itself writes a line for each answer of 404.
        assertThat(screen.noises()).allMatch(noise -> noise.contains("404"));
        screen.noises().clear();
    }

    @Test
    void isUsableForEverybody(Screen screen) throws IOException, InterruptedException {
        String traceId = traceWithATool();
        for (String theme : List.of("light", "dark")) {
            screen.openList(list).press("t");
            assertThat(screen.page().locator("html")).hasAttribute("data-theme", theme);
            Accessibility.assertNothingSerious(screen.page(), "the list, " + theme);
            screen.openTrace(list + "/" + traceId);
            Accessibility.assertNothingSerious(screen.page(), "a trace, " + theme);
            screen.press("r");
            assertThat(screen.tab("Raw")).hasAttribute("aria-selected", "true");
            Accessibility.assertNothingSerious(screen.page(), "a span's raw fields, " + theme);
        }
    }

    @Test
    void keepsTimeInOneZone(Screen screen) throws IOException, InterruptedException {
        Instant newest = Instant.parse(items("?limit=1").at("/0/startTime").stringValue());
        screen.openList(list);
        assertThat(screen.rows().first().locator(".cell-time"))
                .containsText(newest.toString().substring(11, 16));
    }
}
