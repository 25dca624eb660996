package dev.assay.e2e;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a screen of its own, of one browser for all. A failed journey leaves a picture in {@code
 * target/journeys}; one that goes well must also have been a quiet one.
 */
final class Screens implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(Screens.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Screen.class;
    }

    @Override
    public Screen resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Chromium chromium = test.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Chromium.class, _ -> Chromium.launch(), Chromium.class);
        return test.getStore(NAMESPACE)
                .computeIfAbsent(Screen.class, _ -> new Screen(chromium.browser()), Screen.class);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Optional.ofNullable(test.getStore(NAMESPACE).get(Screen.class, Screen.class))
                .ifPresent(screen -> leave(screen, test));
    }

    private static void leave(Screen screen, ExtensionContext test) {
        try (screen) {
            if (test.getExecutionException().isPresent()) {
                Path picture = Path.of(
                        "target", "journeys", test.getRequiredTestMethod().getName() + ".png");
                screen.page()
                        .screenshot(
                                new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
                System.out.println("what was seen: " + picture.toAbsolutePath());
                screen.noises().forEach(noise -> System.out.println("  " + noise));
            } else {
                screen.assertQuiet();
            }
        }
    }
}
