package dev.assay.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/** A window of the browser with the page in it, and what somebody does there with the keyboard. */
final class Screen implements AutoCloseable {

    private static final double PATIENCE_MS = 15_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> noises = new ArrayList<>();

    Screen(Browser browser) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("en-US")
                .setTimezoneId("UTC")
                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        page = context.newPage();
        page.clock().setFixedTime(Date.from(Server.NOW));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                noises.add("console: " + message.text() + " at " + message.location());
            }
        });
        page.onPageError(error -> noises.add("uncaught: " + error));
        page.onDialog(dialog -> {
            noises.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        context.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:") && !request.url().startsWith("data:")) {
                noises.add("a request to elsewhere: " + request.url());
            }
        });
        page.onPopup(other -> noises.add("another window: " + other.url()));
    }

    Page page() {
        return page;
    }

    /** What no journey may cause. */
    List<String> noises() {
        return noises;
    }

    void assertQuiet() {
        assertThat(noises)
                .as("errors, violations of the security policy, dialogs, requests to elsewhere")
                .isEmpty();
    }

    /** Opens a list and waits for its rows. */
    Screen openList(String url) {
        page.navigate(url);
        assertThat(rows().first()).isVisible();
        return this;
    }

    /** Opens a trace and waits for its spans. */
    Screen openTrace(String url) {
        page.navigate(url);
        assertThat(spanRows().first()).isVisible();
        return this;
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Types into what has the focus. */
    void type(String text) {
        page.keyboard().type(text);
    }

    /** Asks the list by its filter line. */
    void filter(String line) {
        press("/");
        assertThat(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Filter")))
                .isFocused();
        type(line);
        press("Enter");
    }

    Locator rows() {
        return page.getByTestId("trace-row");
    }

    /** The row that the list's cursor is on. */
    Locator currentRow() {
        return page.locator("[data-testid=trace-row].current");
    }

    Locator trace() {
        return page.getByTestId("trace");
    }

    Locator spanRows() {
        return page.getByTestId("span-row");
    }

    Locator currentSpan() {
        return page.locator("[data-testid=span-row][aria-selected=true]");
    }

    Locator conversation() {
        return page.getByTestId("conversation");
    }

    Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
    }

    Locator dialog(String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
    }

    /** The ids of the traces in view, from top to bottom. */
    List<String> traceIds() {
        return read(rows(), "data-trace-id");
    }

    /** The ids of the spans in view, from top to bottom. */
    List<String> spanIds() {
        return read(spanRows(), "data-span-id");
    }

    /** All at one moment: a list that lays itself out anew between two rows has fewer of them, and the last would be waited for. */
    private static List<String> read(Locator rows, String attribute) {
        return ((List<?>) rows.evaluateAll("(rows, name) => rows.map((row) => row.getAttribute(name))", attribute))
                .stream().map(String.class::cast).toList();
    }

    /** Waits for an address that holds this. The browser does not know all of Java's ways to quote. */
    void assertAddress(String part) {
        assertThat(page).hasURL(Pattern.compile(part.replaceAll("[^\\w/:=-]", "\\\\$0")));
    }

    @Override
    public void close() {
        context.close();
    }
}
