package dev.assay.server.app;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Where logs go: to standard error. A file that said so would wake an XML parser at each start; one that somebody names with {@code
 * -Dlogback.configurationFile} is read all the same.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    /** Messages quote what others sent; it must not act on a terminal. */
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} "
            + "%replace(%msg%n%ex){'[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]', '\uFFFD'}%nopex";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ConsoleAppender<ILoggingEvent> err = new ConsoleAppender<>();
        LateEncoder encoder = new LateEncoder();
        encoder.setContext(context);
        encoder.start();
        err.setContext(context);
        err.setName("ERR");
        err.setTarget("System.err");
        err.setEncoder(encoder);
        err.start();
        context.getLogger("dev.assay").setLevel(Level.INFO);
        // What stops Javalin is thrown and said in one sentence.
        context.getLogger("io.javalin").setLevel(Level.OFF);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(err);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Reads the pattern when there is a message: in most starts there is none, and it wakes time zones and regular expressions. */
    private static final class LateEncoder extends EncoderBase<ILoggingEvent> {

        private final PatternLayoutEncoder encoder = new PatternLayoutEncoder();

        @Override
        public synchronized byte[] encode(ILoggingEvent event) {
            if (!encoder.isStarted()) {
                encoder.setContext(getContext());
                encoder.setPattern(PATTERN);
                encoder.start();
            }
            return encoder.encode(event);
        }

        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }
}
