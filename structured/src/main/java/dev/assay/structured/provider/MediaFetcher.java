package dev.assay.structured.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches pictures and files from the web, so that their bytes travel in the request. Nothing in this library fetches by itself; who
 * wants it makes one of these.
 *
 * <p>Addresses often come from users, and this machine sees more of the network than they do. So a name is looked up once, all that it stands for has to be
 * public, and the connection goes to just what was checked; each redirect is checked like the first address; nothing goes from https
 * to http; no credentials are sent; size and time are bounded. Proxies of the system are not used, because the check would
 * then be theirs.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class MediaFetcher {
    private static final int REDIRECTS = 5;

    /** Looks a name up. */
    @FunctionalInterface
    interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    private final long limit;
    private final Duration within;
    private final Names names;
    private final Predicate<InetAddress> allowed;
    private final SSLSocketFactory tls;

    MediaFetcher(long limit, Duration within, Names names, Predicate<InetAddress> allowed, SSLSocketFactory tls) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "With a limit of " + limit + " bytes nothing can be fetched; at least 1.");
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException(
                    "Nothing can be fetched within " + within + "; a positive time is needed.");
        }
        this.limit = limit;
        this.within = within;
        this.names = names;
        this.allowed = allowed;
        this.tls = tls;
    }

    /**
     * Takes at most {@link Media#LIMIT} bytes within 30 seconds, from public addresses alone.
     *
     * @return a fetcher
     */
    public static MediaFetcher usual() {
        return new MediaFetcher(
                Media.LIMIT,
                Duration.ofSeconds(30),
                InetAddress::getAllByName,
                PublicAddress::isPublic,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * With a limit of one's own.
     *
     * @param bytes the most that are taken, at least 1
     * @return a new fetcher
     */
    public MediaFetcher limit(long bytes) {
        return new MediaFetcher(bytes, within, names, allowed, tls);
    }

    /**
     * With a time of one's own.
     *
     * @param time for everything, redirects included
     * @return a new fetcher
     */
    public MediaFetcher within(Duration time) {
        return new MediaFetcher(limit, time, names, allowed, tls);
    }

    /**
     * Fetches now. The media type is what the server says, or what the ending of the path does where the server says nothing of use.
     *
     * @param address an address with the scheme http or https
     * @return the bytes as a part
     * @throws FetchException if the address is not allowed, or nothing of use comes from there
     */
    public Media fetch(URI address) {
        long deadline = System.nanoTime() + within.toNanos();
        URI next = address;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            check(next);
            WebReply reply = get(next, deadline);
            Optional<URI> target = reply.redirect(next);
            if (target.isEmpty()) {
                return media(address, next, reply);
            }
            if (isSecure(next) && !isSecure(target.get())) {
                throw new FetchException(next + " sends on to " + target.get() + ", which is not encrypted");
            }
            next = target.get();
        }
        throw new FetchException(address + " sends on more than " + REDIRECTS + " times");
    }

    private static boolean isSecure(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private static void check(URI address) {
        boolean web = isSecure(address) || "http".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new FetchException("\"" + address
                    + "\" cannot be fetched; an address with the scheme http or https and a host is needed");
        }
        if (address.getRawUserInfo() != null) {
            throw new FetchException(
                    "Credentials in an address are not sent; leave them out of the one at " + address.getHost());
        }
    }

    private WebReply get(URI address, long deadline) {
        String host = address.getHost();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            List<InetAddress> found = List.of(names.find(name));
            for (InetAddress one : found) {
                if (!allowed.test(one)) {
                    throw new FetchException(address + " is not fetched: " + name + " is " + one.getHostAddress()
                            + ", which is no public address");
                }
            }
            return WebReply.get(address, found.get(0), tls, limit, deadline);
        } catch (UnknownHostException unknown) {
            throw new FetchException("There is no host " + name + " (" + address + ")", unknown);
        } catch (SocketTimeoutException late) {
            throw new FetchException(address + " was not there within " + within, late);
        } catch (IOException broken) {
            throw new FetchException(address + " could not be fetched: " + broken.getMessage(), broken);
        }
    }

    private Media media(URI asked, URI found, WebReply reply) {
        if (reply.status() != 200) {
            throw new FetchException(found + " answered with status " + reply.status());
        }
        String type = reply.header("content-type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(value -> value.matches("[a-z]+/[a-z0-9.+-]+") && !value.endsWith("/octet-stream"))
                .or(() -> Media.typeOf(found.getPath()))
                .orElseThrow(() -> new FetchException("Neither " + found + " nor its ending tells what it is; "
                        + "fetch it yourself and give its media type with Media.of(bytes, type)"));
        byte[] body = reply.body();
        if (body.length == 0) {
            throw new FetchException(found + " is empty");
        }
        String path = asked.getPath() == null ? "" : asked.getPath();
        return Media.of(body, type, path.substring(path.lastIndexOf('/') + 1), limit);
    }
}
