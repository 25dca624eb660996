package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What somebody deletes is gone, with the proof of it; what grows older than the limit goes by itself. */
@ExtendWith(Screens.class)
class KeepingTest {

    private static void ask(Server server, int number, Duration ago) throws IOException, InterruptedException {
        server.send(
                "default",
                List.of(Otlp.chat(
                                "%032d".formatted(number),
                                "000000000000000a",
                                "",
                                Server.NOW.minus(ago),
                                Duration.ofSeconds(1),
                                "question " + number,
                                "an answer")
                        .build()));
    }

    @Test
    void deletesATraceAndShowsTheProof(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            ask(server, 1, Duration.ofMinutes(2));
            ask(server, 2, Duration.ofMinutes(1));
            Page page = screen.page();
            screen.openTrace(server.url() + "/p/default/traces/" + "%032d".formatted(1));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Delete this trace"))
                    .click();
            screen.assertAddress("/settings/deletion?subject=trace&id=" + "%032d".formatted(1));
            Accessibility.assertNothingSerious(page, "deletion");

            Locator delete = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete the trace"));
            delete.press("Enter");
            Locator sure = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete it for good?"));
            assertThat(sure).isVisible();
            sure.press("Enter");
            Locator proof = page.getByLabel("What was deleted");
            assertThat(proof).containsText("1 trace: 1 span");
            assertThat(proof).containsText("A second search of both found nothing.");
            Accessibility.assertNothingSerious(page, "the proof of a deletion");

            screen.press("g", "t");
            assertThat(screen.rows()).hasCount(1);
            assertThat(screen.rows().first()).containsText("question 2");
            ask(server, 1, Duration.ofMinutes(2)); // an exporter that tries again
            page.reload();
            assertThat(screen.rows()).hasCount(1);
        }
    }

    @Test
    void deletesAProjectByItsName(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            ask(server, 1, Duration.ofMinutes(2));
            server.send(
                    "shop",
                    List.of(Otlp.chat(
                                    "%032d".formatted(2),
                                    "000000000000000a",
                                    "",
                                    Server.NOW.minusSeconds(60),
                                    Duration.ofSeconds(1),
                                    "a question of the shop",
                                    "an answer")
                            .build()));
            Page page = screen.page();
            page.navigate(server.url() + "/p/default/settings/projects");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Delete …"))
                    .click();
            screen.assertAddress("/p/shop/settings/deletion?subject=project");
            Locator delete = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete the project"));
            assertThat(delete).isDisabled();
            page.getByLabel("its name, to be sure").fill("shop");
            Accessibility.assertNothingSerious(page, "deletion of a project");
            delete.press("Enter");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete it for good?"))
                    .press("Enter");
            Locator proof = page.getByLabel("What was deleted");
            assertThat(proof).containsText("1 trace: 1 span");
            assertThat(proof).containsText("A second search of all found nothing.");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Go on with default"))
                    .click();
            assertThat(screen.rows()).hasCount(1);
            assertThat(screen.rows().first()).containsText("question 1");
        }
    }

    @Test
    void restoresABackupByItsName(Screen screen, @TempDir Path data, @TempDir Path folder)
            throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            ask(server, 1, Duration.ofMinutes(2));
            Page page = screen.page();
            page.navigate(server.url() + "/p/default/settings/backup");
            Download download = page.waitForDownload(
                    () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Save a backup"))
                            .click());
            assertThat(download.suggestedFilename()).isEqualTo("assay-2026-11-23-1500Z.zip");
            Path backup = folder.resolve(download.suggestedFilename());
            download.saveAs(backup);
            ask(server, 2, Duration.ofSeconds(-10));

            Locator file = page.getByLabel("Choose a backup …");
            Path other = Files.writeString(folder.resolve("calls.zip"), "time,input,output");
            file.setInputFiles(other);
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("calls.zip is no backup of Assay");
            file.setInputFiles(backup);
            Locator asked = page.getByLabel("What a restore does");
            assertThat(asked).containsText("1 in default");
            Accessibility.assertNothingSerious(page, "what a restore does");
            Locator restore = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Restore it"));
            assertThat(restore).isDisabled();
            page.getByLabel("the name of the backup, to be sure").fill("assay-2026-11-23-1500Z");
            restore.press("Enter");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replace everything?"))
                    .press("Enter");
            Locator done = page.getByLabel("What was restored");
            assertThat(done).containsText("1 request");
            assertThat(done).containsText("All of it can be asked for.");
            assertThat(done).containsText("replaced-");
            Accessibility.assertNothingSerious(page, "a restore that is done");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Go to the traces"))
                    .click();
            assertThat(screen.rows()).hasCount(1);
            assertThat(screen.rows().first()).containsText("question 1");
        }
    }

    /** A browser gives up by itself on a stream that was answered so. */
    @Test
    void listensAgain_whenAServerThatTurnedItAwayIsBack(Screen screen, @TempDir Path data)
            throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            ask(server, 1, Duration.ofMinutes(2));
            Page page = screen.page();
            page.route(
                    Pattern.compile("/tail"),
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(503)),
                    new Page.RouteOptions().setTimes(1));
            page.waitForResponse(
                    answer -> answer.url().contains("/tail") && answer.status() == 200,
                    () -> screen.openList(server.url() + "/p/default/traces"));
            ask(server, 2, Duration.ofMinutes(1));
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("1 new")))
                    .isVisible();
            // The browser itself writes a line for each answer of 503.
            assertThat(screen.noises()).allMatch(noise -> noise.contains("503"));
            screen.noises().clear();
        }
    }

    @Test
    void letsGoOfWhatIsOlderThanTheLimit(Screen screen, @TempDir Path data) throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            ask(server, 1, Duration.ofDays(40));
            ask(server, 2, Duration.ofMinutes(1));
            Page page = screen.page();
            screen.openList(server.url() + "/p/default/traces?range=all");
            assertThat(screen.rows()).hasCount(2);
            page.navigate(server.url() + "/p/default/settings/retention");
            Locator settings = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Retention"));
            assertThat(settings).containsText("Everything is kept.");
            page.getByLabel("days at most").fill("many");
            screen.press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("many");
            page.getByLabel("days at most").fill("30");
            screen.press("Enter");
            assertThat(settings).containsText("Deleted by itself: what is older than 30 days.");
            Accessibility.assertNothingSerious(page, "retention");

            page.navigate(server.url() + "/p/default/traces?range=all");
            assertThat(screen.rows()).hasCount(1);
            assertThat(screen.rows().first()).containsText("question 2");
        }
    }
}
