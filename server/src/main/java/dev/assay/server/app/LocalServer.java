package dev.assay.server.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/** Starts a server on a data folder that none runs on. */
@FunctionalInterface
interface LocalServer {

    /**
     * @return a server on a free port of this machine, which ends when it is closed
     * @throws StartException where it cannot start
     */
    Endpoint start(Path data);

    /** The whole program, for as long as it is needed. */
    static Endpoint whole(Path data) {
        Clock clock = Clock.systemUTC();
        App app = App.start(new Config(data, Config.DEFAULT_HOST, 0, 0), clock, new TimeOrderedIds(clock));
        return new Endpoint(URI.create(app.url()), app.ownerKey(), false, app::close);
    }
}
