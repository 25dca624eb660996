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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nothing at all, and very much. */
@ExtendWith(Screens.class)
class EdgesTest {

    private static final int SPANS = 10_000;
    private static final int REQUEST = 1_000;
    private static final String TRACE = "000000000000000000000000000000b1";

    @Test
    void saysHowToSendTheFirstTrace(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            screen.page().navigate(server.url());
            assertThat(screen.page()
                            .getByRole(
                                    AriaRole.HEADING, new Page.GetByRoleOptions().setName("No traces in default yet")))
                    .isVisible();
            assertThat(screen.page().getByRole(AriaRole.TABPANEL))
                    .containsText("OTEL_EXPORTER_OTLP_ENDPOINT=" + server.url());
            Accessibility.assertNothingSerious(screen.page(), "the empty project");

            server.send(
                    "default",
                    List.of(Otlp.chat(
                                    TRACE,
                                    "0000000000000001",
                                    "",
                                    Server.NOW.minusSeconds(5),
                                    Duration.ofSeconds(1),
                                    "the first question",
                                    "the first answer")
                            .build()));
            assertThat(screen.rows()).hasCount(1);
            assertThat(screen.rows()).containsText("the first question");
        }
    }

    @Test
    void opensATraceOfTenThousandSpans(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            sendManySpans(server);
            long start = System.nanoTime();
            screen.openTrace(server.url() + "/p/default/traces/" + TRACE + "?span=" + spanId(0));
            assertThat(screen.page().locator(".tree-count")).hasText("10,000 spans");
            long opened = System.nanoTime();
            assertThat(screen.currentSpan()).hasAttribute("data-span-id", spanId(0));
            for (int i = 0; i < 50; i++) {
                screen.press("l");
            }
            assertThat(screen.currentSpan()).hasAttribute("data-span-id", spanId(50));
            screen.page().getByRole(AriaRole.TREE).press("End");
            assertThat(screen.currentSpan()).hasAttribute("data-span-id", spanId(SPANS - 1));
            assertThat(screen.currentSpan()).isVisible();
            assertThat(screen.spanRows().count()).as("rows drawn at once").isLessThan(200);
            screen.spanRows().first().click();
            assertThat(screen.page().getByRole(AriaRole.TREE))
                    .isFocused(); // a row is another span's when it is scrolled
            System.out.printf(
                    "EdgesTest: %,d spans opened in %d ms, 50 steps and the end in %d ms%n",
                    SPANS, (opened - start) / 1_000_000, (System.nanoTime() - opened) / 1_000_000);
        }
    }

    /** Its beginning comes with the trace, the rest when somebody asks for it, and is drawn a piece at a time. */
    @Test
    void readsATextOfAMillionCharacters(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            String text = "It was a long night. ".repeat(50_000) + "The end.";
            server.send(
                    "default",
                    List.of(Otlp.chat(
                                    TRACE,
                                    spanId(0),
                                    "",
                                    Server.NOW.minusSeconds(60),
                                    Duration.ofSeconds(1),
                                    "tell me a story",
                                    text)
                            .build()));
            Page page = screen.page();
            screen.openTrace(server.url() + "/p/default/traces/" + TRACE + "?span=" + spanId(0));
            Locator leftOut = page.getByText("are not here yet");
            assertThat(leftOut).containsText("850,008 characters");
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Save as a file")))
                    .hasAttribute("download", "span-" + spanId(0) + ".json");
            Accessibility.assertNothingSerious(page, "a text that is not whole");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Read them"))
                    .click();
            assertThat(leftOut).hasCount(0);
            Locator panel = page.getByTestId("span");
            Locator more = panel.getByText(Pattern.compile("more characters?$"));
            for (String left : List.of("240,000 of 990,008", "400,000 of 750,008", "350,008")) {
                assertThat(more).containsText(left);
                more.click();
            }
            assertThat(more).hasCount(0);
            assertThat(panel).containsText("The end.");
        }
    }

    /** Only its beginning is here, and little of that is drawn; what is sought is found in all of it. */
    @Test
    void findsWordsInATextThatIsNotHere(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            sendTale(server, TRACE, 60, 50_000);
            sendTale(server, TRACE.replace('1', '2'), 50, 20_000);
            Page page = screen.page();
            screen.openTrace(server.url() + "/p/default/traces/" + TRACE);
            assertThat(page.getByText("are not here yet")).isVisible();
            screen.press("f");
            screen.type("THE END");
            Locator places = page.getByTestId("place");
            assertThat(places).hasCount(1);
            assertThat(places).containsText("a long night. The end.");
            assertThat(places.locator("mark")).hasText("The end");
            assertThat(page.getByTestId("find")).containsText("1 found");
            Accessibility.assertNothingSerious(page, "words found in a text");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("more around it"))
                    .click();
            assertThat(places).containsText(Pattern.compile("(It was a long night. ){50}The end."));
            page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Find in the texts"))
                    .press("Escape");
            assertThat(screen.conversation()).isVisible();
            assertThat(page.getByTestId("find")).hasCount(0);

            page.navigate(server.url() + "/p/default/sessions/tales");
            Locator turns = page.getByTestId("session-turn");
            assertThat(turns).hasCount(2);
            assertThat(turns.first()).containsText("850,008 characters are not here yet");
            Accessibility.assertNothingSerious(page, "a session with long texts");
            turns.nth(1)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Read them"))
                    .click();
            assertThat(turns.nth(1).getByText("are not here yet")).hasCount(0);
            assertThat(turns.first().getByText("are not here yet")).hasCount(1);
            screen.press("f");
            screen.type("the end");
            assertThat(places).hasCount(2);
            assertThat(page.getByTestId("find")).containsText("2 found");
        }
    }

    private static void sendTale(Server server, String traceId, int ago, int length)
            throws IOException, InterruptedException {
        server.send(
                "default",
                List.of(Otlp.chat(
                                traceId,
                                spanId(0),
                                "",
                                Server.NOW.minusSeconds(ago),
                                Duration.ofSeconds(1),
                                "tell me a story",
                                "It was a long night. ".repeat(length) + "The end.")
                        .addAttributes(Otlp.text("gen_ai.conversation.id", "tales"))
                        .build()));
    }

    /** One agent with a call of a model for each step. */
    private static void sendManySpans(Server server) throws IOException, InterruptedException {
        Instant start = Server.NOW.minusSeconds(3_600);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            spans.add(
                    i == 0
                            ? Otlp.span(TRACE, spanId(0), "", "invoke_agent", start, Duration.ofSeconds(1_000))
                                    .build()
                            : Otlp.chat(
                                            TRACE,
                                            spanId(i),
                                            spanId(0),
                                            start.plusMillis(i * 90L),
                                            Duration.ofMillis(80),
                                            "step " + i,
                                            "done " + i)
                                    .build());
            if (spans.size() == REQUEST) {
                server.send("default", spans);
                spans.clear();
            }
        }
    }

    private static String spanId(int number) {
        return HexFormat.of().toHexDigits(number + 1L);
    }
}
