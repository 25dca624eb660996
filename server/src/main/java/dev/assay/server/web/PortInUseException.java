package dev.assay.server.web;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** Another program listens on the port. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PortInUseException(String host, int port, Throwable cause) {
        super(
                "port " + port + " on " + host
                        + " is in use; stop the program that listens there, or choose another with --port (of gRPC: --grpc-port)",
                cause);
    }

    /** The failure itself where it has another cause. */
    static RuntimeException orElse(RuntimeException failure, String host, int port) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new PortInUseException(host, port, failure);
            }
        }
        return failure;
    }
}
