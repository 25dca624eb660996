package dev.assay.server.app;

import java.nio.file.Path;

/**
 * What the server is told at start.
 *
 * @param data the data folder
 * @param host the address to listen on
 * @param port of the page, REST and OTLP/HTTP; 0 for any that is free
 * @param grpcPort of OTLP/gRPC; 0 for any that is free
 */
public record Config(Path data, String host, int port, int grpcPort) {

    public static final String DEFAULT_DATA = "assay-data";
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 4318;
    public static final int DEFAULT_GRPC_PORT = 4317;

    public Config {
        requirePort("port", port);
        requirePort("grpc-port", grpcPort);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new StartException(name + " is " + port + " (expected: 0 to 65535)");
        }
    }
}
