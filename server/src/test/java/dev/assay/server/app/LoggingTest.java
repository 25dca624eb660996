package dev.assay.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {

    /** As the program finds it. */
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Test
    void ownMessages_areToldFromInfo_othersFromWarn() {
        assertThat(context.getLogger("dev.assay.server.app").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.eclipse.jetty").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("io.javalin").getEffectiveLevel()).isEqualTo(Level.OFF);
    }

    @Test
    void whatOthersSent_doesNotActOnATerminal() {
        Logger logger = context.getLogger("dev.assay.server.Sender");
        LoggingEvent event = new LoggingEvent(
                "", logger, Level.WARN, "red \u001b[31m, \u202e turned {}", null, new Object[] {"\u0007"});

        assertThat(line(event)).contains("WARN  Sender red \uFFFD[31m, \uFFFD turned \uFFFD");
    }

    @Test
    void whatFailed_isToldWithItsTrace() {
        Logger logger = context.getLogger("dev.assay.server.Sender");
        LoggingEvent event = new LoggingEvent(
                "", logger, Level.ERROR, "failed", new IllegalStateException("\u001b[2J"), new Object[0]);

        assertThat(line(event))
                .contains("failed\njava.lang.IllegalStateException: \uFFFD[2J\n\tat ")
                .endsWith("\n");
    }

    @Test
    void providerOfTheProgram_setsTheSameUp() {
        LoggingProvider provider = new LoggingProvider();
        provider.initialize();
        LoggerContext chosen = (LoggerContext) provider.getLoggerFactory();
        try {
            assertThat(chosen.isStarted()).isTrue();
            assertThat(chosen.getName()).isEqualTo(context.getName());
            assertThat(chosen.getMDCAdapter()).isEqualTo(provider.getMDCAdapter());
            assertThat(chosen.getLogger("dev.assay.server.app").getEffectiveLevel())
                    .isEqualTo(Level.INFO);
            assertThat(line(
                            chosen,
                            new LoggingEvent(
                                    "", chosen.getLogger("Sender"), Level.WARN, "\u001b", null, new Object[0])))
                    .contains("WARN  Sender \uFFFD");
        } finally {
            chosen.stop();
        }
    }

    private String line(ILoggingEvent event) {
        return line(context, event);
    }

    private static String line(LoggerContext context, ILoggingEvent event) {
        var appender = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("ERR");
        assertThat(appender.getTarget()).isEqualTo("System.err");
        return new String(appender.getEncoder().encode(event), UTF_8);
    }
}
