package dev.assay.server.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The flags of commands that start a server. */
public final class ServeOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder (default: " + Config.DEFAULT_DATA + "; of the demo: .assay/demo).")
    private Path data = Path.of(Config.DEFAULT_DATA);

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + Config.DEFAULT_PORT,
            description = "Port of the page, REST and OTLP/HTTP; 0 for any (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--grpc-port",
            paramLabel = "N",
            defaultValue = "" + Config.DEFAULT_GRPC_PORT,
            description = "Port of OTLP/gRPC; 0 for any (default: ${DEFAULT-VALUE}).")
    private int grpcPort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = Config.DEFAULT_HOST,
            description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = Config.DEFAULT_HOST;

    /** @param defaultData the data folder where none is named */
    public Config config(Path defaultData) {
        boolean named = !data.equals(Path.of(Config.DEFAULT_DATA));
        return new Config(named ? data : defaultData, host, port, grpcPort);
    }

    public Config config() {
        return new Config(data, host, port, grpcPort);
    }
}
