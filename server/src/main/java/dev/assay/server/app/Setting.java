package dev.assay.server.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be set; docs/configuration.md tells each to people, and a test holds it against this. */
enum Setting {
    HOST("the address to listen on", "an address of this machine", Config.DEFAULT_HOST),
    PORT("port of the page, REST and OTLP/HTTP; 0 for any that is free", "0 to 65535", "" + Config.DEFAULT_PORT),
    GRPC_PORT("port of OTLP/gRPC; 0 for any that is free", "0 to 65535", "" + Config.DEFAULT_GRPC_PORT);

    private final String meaning;
    private final String expected;
    private final String otherwise;

    Setting(String meaning, String expected, String otherwise) {
        this.meaning = meaning;
        this.expected = expected;
        this.otherwise = otherwise;
    }

    /** In the file, and behind two hyphens on the command line: {@code grpc-port}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In the environment: {@code ASSAY_GRPC_PORT}. */
    String variable() {
        return "ASSAY_" + name();
    }

    String meaning() {
        return meaning;
    }

    String expected() {
        return expected;
    }

    /** Its value where nothing says another. */
    String otherwise() {
        return otherwise;
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
