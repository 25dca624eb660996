package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The filter line, and the pages beside the traces, over a day of traffic. */
@ExtendWith(Screens.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class PagesTest {

    private Server server;
    private String project;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        server = Server.startWithPage(data);
        DemoData.send(server.rest(), Server.NOW);
        server.rest().awaitCaughtUp();
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
        assertThat(screen.page()).not().hasURL(java.util.regex.Pattern.compile("modle"));
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
        assertThat(screen.page()
                        .getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("Completions"))
                        .getByRole(AriaRole.OPTION)
                        .first())
                .containsText("duration:");
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

    @Test
    void saysWhatClientsDoNotTell(Screen screen) throws IOException {
        screen.openList(project + "/traces").press("g", "c");
        screen.assertAddress("/p/default/conformance");
        Locator heading =
                screen.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("fernhill.assistant"));
        assertThat(heading).isVisible();
        assertThat(screen.page().getByText("Model calls without texts")).isVisible();
        for (String theme : List.of("light", "dark")) {
            screen.press("t");
            assertThat(screen.page().locator("html")).hasAttribute("data-theme", theme);
            Accessibility.assertNothingSerious(screen.page(), "conformance, " + theme);
        }
        screen.press("j", "Enter");
        assertThat(screen.trace()).isVisible();
        screen.assertAddress("view=raw");
    }
}
