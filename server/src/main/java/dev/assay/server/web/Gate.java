package dev.assay.server.web;

import java.util.Optional;
import java.util.function.Function;

/** Knows who asks. The only thing that the web server and OTLP/gRPC have to do with keys and accounts. */
public interface Gate {

    /** Whether nothing is locked: nobody has an account, and only this machine is listened to. */
    boolean isOpen();

    /**
     * Who sends these headers.
     *
     * @param header a header by its name, whatever its case
     * @throws ProblemException with 401 where they carry something that opens nothing
     */
    Caller caller(Function<String, Optional<String>> header);
}
