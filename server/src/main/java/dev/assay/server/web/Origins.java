package dev.assay.server.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Keeps pages of other sites from using what a browser may do here. Two ways lead in: a request that another page makes
 * the browser send, and a name that first leads to the other site and then to this machine (DNS rebinding).
 */
final class Origins {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    /** The last are how containers call the machine that they run on; nobody else can let them point anywhere. */
    private static final Set<String> NAMES =
            Set.of("localhost", "[::1]", "host.docker.internal", "host.containers.internal");

    private Origins() {}

    /** Why a request for another host is not answered while nothing is locked. */
    static ProblemException otherHost(String host) {
        return new ProblemException(
                403,
                "the request is for the host '" + host
                        + "' (expected: localhost or 127.0.0.1, because nobody has an account "
                        + "here); to be reached by another name, make one: assay user add NAME --role admin");
    }

    /**
     * As Go's {@code CrossOriginProtection} does it: what the browser says itself counts, and where it says nothing, the
     * origin is compared with the host. Programs send neither.
     *
     * @param open whether nothing is locked, so that pages of this machine may send here
     * @throws ProblemException with 403 where the request comes from a page of another site
     */
    static void requireOwnPage(Function<String, Optional<String>> header, boolean open) {
        Optional<String> site = header.apply("Sec-Fetch-Site");
        Optional<String> origin = header.apply("Origin");
        if (site.isPresent() ? site.get().equals("same-origin") || site.get().equals("none") : origin.isEmpty()) {
            return;
        }
        String authority = origin.map(Origins::authority).orElse("");
        boolean same = site.isEmpty()
                && authority.equalsIgnoreCase(header.apply("Host").orElse(""));
        if (!same && !(open && isThisMachine(authority))) {
            throw new ProblemException(
                    403,
                    "the request comes from a page of '" + origin.orElse(site.orElse("")) + "' (expected: of '"
                            + header.apply("Host").orElse("")
                            + "'); a proxy in between must hand on the Host header as it came");
        }
    }

    private static String authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getAuthority()).orElse("");
        } catch (IllegalArgumentException e) {
            return ""; // no address, so nobody's
        }
    }

    /** Whether a host, with or without a port, is a name of this machine. */
    static boolean isThisMachine(String authority) {
        String host = authority.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return NAMES.contains(host)
                || host.endsWith(".localhost")
                || LOOPBACK.matcher(host).matches();
    }
}
