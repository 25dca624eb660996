package dev.assay.server.app;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Reads the flags without picocli where that is plain to do, as in nearly every start, for which to read the annotations here takes long.
     *
     * @return nothing where they are anything else than some of these, each once, with a simple value as the next argument
     */
    public static Optional<ServeOptions> plain(List<String> arguments) {
        ServeOptions options = new ServeOptions();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (i + 1 == arguments.size() || !isSimple(arguments.get(i + 1)) || !names.add(name)) {
                return Optional.empty();
            }
            String value = arguments.get(i + 1);
            switch (name) {
                case "--data" -> options.data = Path.of(value);
                case "--port" -> options.port = value;
                case "--grpc-port" -> options.grpcPort = value;
                case "--host" -> options.host = value;
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(options);
    }

    /** Whether it means itself, whatever stands around it: no option, no file of arguments, no quotes, no path that there cannot be. */
    private static boolean isSimple(String value) {
        return !value.isEmpty()
                && !value.startsWith("-")
                && value.chars().allMatch(c -> "/._-:".indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c)));
    }

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
