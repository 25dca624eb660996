package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a model wrote never acts: no script, no picture, no request, wherever it shows. */
@ExtendWith(Screens.class)
class UntrustedTextTest {

    private static final String TRACE = "00000000000000000000000000000bad";
    private static final String EVIL = "<script>window.acted = 1; alert(1)</script>"
            + "<img src=x onerror=\"window.acted = 2; alert(2)\">"
            + "<svg onload=alert(3)></svg><iframe srcdoc='<script>parent.acted = 4</script>'></iframe>";
    private static final String EVIL_MARKDOWN = "# Heading\n\n" + EVIL
            + "\n\n![picture](http://outside.invalid/seen.png) [click me](javascript:alert(5))"
            + " [data](data:text/html,<script>alert(6)</script>) <http://outside.invalid/>"
            + "\n\n- item " + EVIL + "\n\n```html\n" + EVIL + "\n```\n";

    @Test
    void neverActs(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            send(server);
            String list = server.url() + "/p/default/traces";
            screen.openList(list);
            assertThat(screen.rows().first()).containsText("<script>");
            screen.press("j", "Space");
            assertThat(screen.page().getByTestId("peek").getByTestId("conversation"))
                    .isVisible();
            screen.press("Enter");
            assertThat(screen.conversation()).containsText("<img src=x onerror=");
            for (String key : List.of("m", "m", "l", "r", "s", "c", "h", "r", "s")) {
                screen.press(key);
                assertThat(screen.page().getByTestId("span")).isVisible();
            }
            assertThat(screen.page().getByRole(AriaRole.ROWHEADER).first()).containsText("<img");
            screen.press("Control+k");
            screen.type("script");
            assertThat(screen.page()
                            .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("<script>"))
                            .first())
                    .isVisible();
            screen.press("Escape", "Escape");
            for (String page : List.of("overview?by=name", "traces?f=custom", "conformance", "settings", "sessions")) {
                screen.page().navigate(server.url() + "/p/default/" + page);
                assertThat(screen.page().locator("main")).isVisible();
            }
            screen.page().navigate(server.url() + "/p/default/overview?by=name");
            assertThat(screen.page()
                            .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("<script>"))
                            .first())
                    .isVisible();
            screen.page().navigate(server.url() + "/p/default/sessions");
            assertThat(screen.page().getByTestId("session-row")).containsText("<script>");
            screen.openList(list).press("f");
            assertThat(screen.page().getByTestId("facets")).containsText("<script>");
            screen.press("j", "Enter", "v");
            assertThat(screen.page().evaluate("() => String(window.acted)"))
                    .as("what a text has done")
                    .isEqualTo("undefined");
            assertThat(screen.page()
                            .locator("#root img, #root iframe, #root script, #root [onerror], a[href^=javascript]"))
                    .hasCount(0);
        }
    }

    private static void send(Server server) throws IOException, InterruptedException {
        Span root = Otlp.chat(
                        TRACE,
                        "000000000000000a",
                        "",
                        Server.NOW.minusSeconds(60),
                        Duration.ofSeconds(3),
                        EVIL,
                        EVIL_MARKDOWN)
                .setName("chat " + EVIL)
                .addAttributes(Otlp.text("gen_ai.conversation.id", EVIL))
                .addAttributes(Otlp.text("user.id", EVIL))
                .addAttributes(Otlp.text("custom." + EVIL, EVIL))
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(EVIL))
                .build();
        Span tool = Otlp.span(
                        TRACE,
                        "000000000000000b",
                        "000000000000000a",
                        "execute_tool " + EVIL,
                        Server.NOW.minusSeconds(59),
                        Duration.ofSeconds(1))
                .addAttributes(Otlp.text("gen_ai.operation.name", "execute_tool"))
                .addAttributes(Otlp.text("gen_ai.tool.name", EVIL))
                .addAttributes(Otlp.text("gen_ai.tool.call.arguments", "{\"a\":\"<img src=x onerror=alert(7)>\"}"))
                .addAttributes(Otlp.text("gen_ai.tool.call.result", EVIL_MARKDOWN))
                .build();
        server.send("default", List.of(root, tool));
        String score = JsonMapper.shared()
                .createObjectNode()
                .put("name", "<img src=x onerror=alert(8)>")
                .put("value", EVIL)
                .put("comment", EVIL_MARKDOWN)
                .put("traceId", TRACE)
                .toString();
        int status = server.rest()
                .post(
                        "/api/v1/projects/default/scores",
                        score.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json");
        assertThat(status).as("the answer to a score").isEqualTo(201);
        server.rest().awaitCaughtUp();
    }
}
