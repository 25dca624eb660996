package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first account locks the server; who logs in finds what was open, makes keys, and leaves. */
@ExtendWith(Screens.class)
class AccountsTest {

    private static final String PASSWORD = "correct horse battery";

    @Test
    void locksTheServerAndLogsIn(Screen screen, @TempDir Path data, @TempDir Path folder)
            throws IOException, InterruptedException {
        try (Server server = Server.startWithPage(data)) {
            server.send(
                    "default",
                    List.of(Otlp.chat(
                                    "0".repeat(31) + "1",
                                    "000000000000000a",
                                    "",
                                    Server.NOW.minusSeconds(60),
                                    Duration.ofSeconds(1),
                                    "a question",
                                    "an answer")
                            .build()));
            Page page = screen.page();
            page.navigate(server.url() + "/p/default/settings/accounts");
            page.getByLabel("name").fill("ada");
            page.getByLabel("password, 12 characters or more").fill(PASSWORD);
            screen.press("Enter");
            Locator logIn = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"));
            assertThat(logIn).isVisible();
            Accessibility.assertNothingSerious(page, "the page to log in");

            page.getByLabel("name").fill("ada");
            page.getByLabel("password").fill("something else entirely");
            screen.press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).not().isEmpty();
            page.getByLabel("password").fill(PASSWORD);
            screen.press("Enter");
            assertThat(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Role of ada")))
                    .hasValue("admin");
            Accessibility.assertNothingSerious(page, "accounts");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Keys"))
                    .click();
            page.getByLabel("name").fill("my-app");
            screen.press("Enter");
            assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Keys")))
                    .containsText("OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke for good?"))
                    .click();
            assertThat(page.getByText("revoked", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            Accessibility.assertNothingSerious(page, "keys");

            screen.press("g", "t");
            assertThat(screen.rows()).hasCount(1);
            Path backup = Files.write(
                    folder.resolve("before.zip"),
                    page.request().get(server.url() + "/api/v1/backup").body());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out ada"))
                    .click();
            assertThat(logIn).isVisible();

            // A log-in that the backup does not know ends with it, and whoever made it must see why.
            logIn(page);
            assertThat(screen.rows()).hasCount(1);
            page.navigate(server.url() + "/p/default/settings/backup");
            page.getByLabel("Choose a backup …").setInputFiles(backup);
            page.getByLabel("the name of the backup, to be sure").fill("before");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Restore it"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replace everything?"))
                    .click();
            Locator why = page.getByRole(AriaRole.STATUS);
            assertThat(logIn).isVisible();
            assertThat(why).containsText("is restored, with the accounts of then");
            assertThat(why).containsText("replaced-");
            Accessibility.assertNothingSerious(page, "the log-in after a restore");
            logIn(page);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out ada"))
                    .click();
            assertThat(logIn).isVisible();
            assertThat(why).hasCount(0);
        }
        // The browser itself writes a line for each answer of 401.
        assertThat(screen.noises()).allMatch(noise -> noise.contains("401"));
        screen.noises().clear();
    }

    private static void logIn(Page page) {
        page.getByLabel("name").fill("ada");
        page.getByLabel("password").fill(PASSWORD);
        page.getByLabel("password").press("Enter");
    }
}
