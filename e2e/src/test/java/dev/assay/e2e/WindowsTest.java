package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page in windows from a phone's to a large screen's: nothing lies over anything else, or out of reach. */
@ExtendWith(Screens.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class WindowsTest {

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

    /** Controls and titles that reach beyond the edge of the window, and cannot be scrolled to. */
    private static final String BEYOND = """
            () => [...document.querySelectorAll("button, a, input, select, h1, h2, h3")].filter((element) => {
              const {left, right, width} = element.getBoundingClientRect();
              if (width < 2 || (left >= -1 && right <= innerWidth + 1)) return false;
              for (let above = element.parentElement; above; above = above.parentElement) {
                const {overflowX} = getComputedStyle(above);
                if (overflowX === "auto" || overflowX === "scroll") return false;
              }
              return true;
            }).map((element) => element.outerHTML.slice(0, 120))
            """;

    /** Texts that lie over each other, as far as they show: each is cut by what it stands in. */
    private static final String OVER_EACH_OTHER = """
            () => {
              const shown = [];
              const cut = (a, b) => ({
                left: Math.max(a.left, b.left), right: Math.min(a.right, b.right),
                top: Math.max(a.top, b.top), bottom: Math.min(a.bottom, b.bottom),
              });
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                const around = text.parentElement;
                if (!text.data.trim() || around.closest(".offscreen, svg, script")) continue;
                if (getComputedStyle(around).visibility !== "visible") continue;
                let room = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
                for (let above = around; above; above = above.parentElement) {
                  if (getComputedStyle(above).overflowX !== "visible") room = cut(room, above.getBoundingClientRect());
                }
                const range = document.createRange();
                range.selectNodeContents(text);
                for (const line of range.getClientRects()) shown.push({text, ...cut(line, room)});
              }
              const found = [];
              for (const [i, a] of shown.entries()) {
                for (const b of shown.slice(i + 1)) {
                  const {left, right, top, bottom} = cut(a, b);
                  if (a.text !== b.text && right - left > 2 && bottom - top > 5) found.push(a.text.data + " | " + b.text.data);
                }
              }
              return found;
            }
            """;

    private static void assertTidy(Page page, String what) {
        assertThat((List<?>) page.evaluate(BEYOND)).as(what).isEmpty();
        assertThat((List<?>) page.evaluate(OVER_EACH_OTHER)).as(what).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as(what)
                .isEqualTo(0);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Between two times, which takes more room than the last hours do. */
    private String betweenTwoTimes() {
        return "from=" + Server.NOW.minus(Duration.ofHours(30)) + "&to=" + Server.NOW;
    }

    /** A trace of a session, and with the longest head that there is. */
    private String failedTurn(Screen screen) {
        screen.openList(project + "/traces?f=has:error+has:session");
        return screen.traceIds().getFirst();
    }

    @Test
    void fitsEveryWindow(Screen screen) {
        Page page = screen.page();
        String traceId = failedTurn(screen);
        for (String path : List.of(
                "/traces?" + betweenTwoTimes(),
                "/traces?f=nothing-like-this",
                "/traces/" + traceId,
                "/traces/" + traceId + "?view=raw",
                "/traces/" + traceId + "?view=scores",
                "/sessions?" + betweenTwoTimes(),
                "/overview?" + betweenTwoTimes(),
                "/conformance",
                "/settings/redaction",
                "/settings/retention",
                "/settings/deletion",
                "/settings/backup",
                "/settings/keys",
                "/settings/projects",
                "/settings/accounts")) {
            page.navigate(project + path);
            assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
            page.waitForLoadState(LoadState.NETWORKIDLE);
            for (int width : new int[] {390, 768, 820, 1024, 1440, 2560}) {
                page.setViewportSize(width, width == 390 ? 844 : width * 5 / 8);
                assertTidy(page, path + " at " + width);
            }
        }
    }

    /** How far anything in the strip reaches beyond it, as it is drawn first after each change of its width. */
    private static final String WATCH_THE_STRIP = """
            () => {
              const strip = document.querySelector(".strip");
              window.beyond = [];
              new ResizeObserver(() => {
                const edge = strip.getBoundingClientRect().right;
                window.beyond.push(Math.max(...[...strip.querySelectorAll("rect")].map((bar) => bar.getBoundingClientRect().right - edge)));
              }).observe(strip);
            }
            """;

    @Test
    void drawsTheBarsBesideTheNumbers(Screen screen) {
        Page page = screen.page();
        screen.openList(project + "/traces");
        assertThat(page.locator(".strip rect").first()).isVisible();
        page.evaluate(WATCH_THE_STRIP);
        for (int width : new int[] {1300, 1120, 800, 390}) {
            page.setViewportSize(width, 844);
            page.waitForFunction(
                    "width => document.documentElement.clientWidth === width"
                            + " && document.querySelector('.strip svg').clientWidth === document.querySelector('.strip').clientWidth",
                    width);
        }
        List<?> beyond = (List<?>) page.evaluate("window.beyond");
        assertThat(beyond).hasSizeGreaterThanOrEqualTo(4);
        assertThat(beyond)
                .allSatisfy(by -> assertThat(((Number) by).doubleValue()).isLessThan(2.5));
    }

    @Test
    void readsAFilterOnAPhone(Screen screen) {
        Page page = screen.page();
        page.setViewportSize(390, 844);
        screen.openList(project + "/traces?f=" + "refund+-environment:development&" + betweenTwoTimes());
        Locator line = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Filter"));
        assertThat(line).hasValue("refund -environment:development");
        assertThat(line.evaluate("line => line.scrollWidth <= line.clientWidth"))
                .as("the whole filter shows")
                .isEqualTo(true);
        assertThat(line.boundingBox().width).isGreaterThan(280);
        List<BoundingBox> controls = page.locator(".list-bar").getByRole(AriaRole.BUTTON).all().stream()
                .map(Locator::boundingBox)
                .toList();
        assertThat(controls).hasSizeGreaterThanOrEqualTo(5);
        for (int i = 0; i < controls.size(); i++) {
            for (BoundingBox other : controls.subList(i + 1, controls.size())) {
                assertThat(over(controls.get(i), other)).isFalse();
            }
            assertThat(over(controls.get(i), line.boundingBox())).isFalse();
        }
        for (String menu : List.of("Columns", "Saved views", "Time range")) {
            button(page, menu).click();
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            assertTidyMenu(page, menu);
            screen.press("Escape");
        }
        button(page, "Facets").click();
        assertThat(page.getByTestId("facets")).isVisible();
        button(page, "Close").click();
        assertThat(page.getByTestId("facets")).hasCount(0);
    }

    private static void assertTidyMenu(Page page, String menu) {
        BoundingBox box = page.getByRole(AriaRole.DIALOG).boundingBox();
        assertThat(box.x).as(menu).isNotNegative();
        assertThat(box.x + box.width).as(menu).isLessThanOrEqualTo(390);
    }

    private static boolean over(BoundingBox a, BoundingBox b) {
        return a.x + a.width > b.x + 1
                && b.x + b.width > a.x + 1
                && a.y + a.height > b.y + 1
                && b.y + b.height > a.y + 1;
    }

    @Test
    void readsASpanToItsEndBelowTheTree(Screen screen) {
        Page page = screen.page();
        String traceId = failedTurn(screen);
        for (int width : new int[] {390, 1024}) {
            page.setViewportSize(width, 700);
            screen.openTrace(project + "/traces/" + traceId + "?view=raw");
            Locator span = page.getByTestId("span");
            assertThat(span.getByText("metadata").first()).isAttached();
            BoundingBox box = span.boundingBox();
            assertThat(box.y + box.height)
                    .as("the end of what is read at " + width)
                    .isLessThanOrEqualTo(700);
            assertThat(span.locator(".scroller").evaluate("text => text.scrollHeight > text.clientHeight"))
                    .isEqualTo(true);
        }
    }

    @Test
    void cutsNothingWithoutAWord(Screen screen) {
        Page page = screen.page();
        String traceId = failedTurn(screen);
        for (int width : new int[] {390, 768, 1100}) {
            page.setViewportSize(width, 844);
            screen.openTrace(project + "/traces/" + traceId);
            Locator name = page.getByTestId("span").getByRole(AriaRole.HEADING).first();
            assertThat(name.evaluate("name => name.scrollWidth <= name.clientWidth"))
                    .as("the name of the span ends in dots")
                    .isEqualTo(true);
            assertThat(page.locator(".hints").evaluate("keys => keys.scrollWidth <= keys.clientWidth"))
                    .as("each hint is whole, or not there")
                    .isEqualTo(true);
        }
    }

    @Test
    void saysWhatIsCountedAndHowToAskOnAPhone(Screen screen) {
        Page page = screen.page();
        page.setViewportSize(390, 844);
        page.navigate(project + "/overview");
        Locator hint = page.locator(".filter-ink");
        assertThat(hint).isVisible();
        assertThat(hint.evaluate("hint => hint.scrollWidth <= hint.clientWidth"))
                .as("the whole hint shows")
                .isEqualTo(true);
        page.navigate(project + "/conformance");
        Locator count = page.locator(".findings td.figures").first();
        assertThat(count).isVisible();
        assertThat(count.evaluate("count => getComputedStyle(count, '::before').content"))
                .isEqualTo("\"spans \"");
    }

    @Test
    void narrowsAndReadsOnAPhone(Screen screen) {
        Page page = screen.page();
        page.setViewportSize(390, 844);
        screen.openList(project + "/traces");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Facets"))
                .click();
        Locator facets = page.getByTestId("facets");
        assertThat(facets.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("error"))
                        .first())
                .isVisible();
        // A menu lies over the facets, which lie over the list; what is asked for there shows in the list.
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Time range"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("last 7 days"))
                .click();
        facets.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("error"))
                .first()
                .click();
        assertThat(facets).hasCount(0);
        screen.assertAddress("f=status:error");
        screen.rows().first().click();
        assertThat(screen.trace()).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy link"))
                .click();
        assertThat(page.getByText("Link copied")).isInViewport();
    }
}
