package dev.assay.server.app;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of commands that start a server; what they leave out, the environment and the file say ({@link Settings}). */
public final class ServeOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder (default: ASSAY_DATA, or " + Config.DEFAULT_DATA + "; of the demo: .assay/demo).")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the page, REST and OTLP/HTTP; 0 for any (default: " + Config.DEFAULT_PORT + ").")
    private @Nullable String port;

    @Option(
            names = "--grpc-port",
            paramLabel = "N",
            description = "Port of OTLP/gRPC; 0 for any (default: " + Config.DEFAULT_GRPC_PORT + ").")
    private @Nullable String grpcPort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: " + Config.DEFAULT_HOST + ").")
    private @Nullable String host;

    /** @param defaultData the data folder where none is named */
    public Config config(Path defaultData) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        put(flags, Setting.HOST, host);
        put(flags, Setting.PORT, port);
        put(flags, Setting.GRPC_PORT, grpcPort);
        return Settings.config(Objects.requireNonNullElse(data, defaultData), flags, System.getenv());
    }

    public Config config() {
        return config(Path.of(System.getenv().getOrDefault("ASSAY_DATA", Config.DEFAULT_DATA)));
    }

    private static void put(Map<Setting, String> flags, Setting setting, @Nullable String text) {
        if (text != null) {
            flags.put(setting, text);
        }
    }
}
