package dev.assay.server.app;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.CoreConstants;
import org.slf4j.LoggerFactory;

/**
 * Logback with {@link Logging} at once. By itself it would be looked for, and look for that, on the class path: to open it for the first
 * time takes longer than all of the logging, for which the rest of a start would wait.
 */
public final class LoggingProvider extends LogbackServiceProvider {

    /** Before there is any logger. */
    static void choose() {
        System.getProperties().putIfAbsent(LoggerFactory.PROVIDER_PROPERTY_KEY, LoggingProvider.class.getName());
        // or SLF4J would tell of the choice at each start
        System.getProperties().putIfAbsent("slf4j.internal.verbosity", "WARN");
    }

    @Override
    public void initialize() {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            super.initialize();
            return;
        }
        LoggerContext context = (LoggerContext) getLoggerFactory();
        context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
        context.setMDCAdapter(getMDCAdapter());
        Logging logging = new Logging();
        logging.setContext(context);
        logging.configure(context);
        context.start();
    }
}
