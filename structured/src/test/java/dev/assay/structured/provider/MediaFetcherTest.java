package dev.assay.structured.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures from a server on this machine, which stands for one on the internet where a test says so. */
class MediaFetcherTest {
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};

    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    /** Only the picture's host counts as public; both names are of this machine. */
    private final MediaFetcher fetcher = fetcher((SSLSocketFactory) SSLSocketFactory.getDefault());

    private MediaFetcher fetcher(SSLSocketFactory tls) {
        return new MediaFetcher(
                1000,
                Duration.ofSeconds(20),
                host -> {
                    asked.add(host);
                    return switch (host) {
                        case "pictures.example", "other.example" -> addresses("127.0.0.1");
                        case "inside.example" -> addresses("127.0.0.2");
                        case "both.example" -> addresses("127.0.0.1", "127.0.0.2");
                        default -> throw new UnknownHostException(host);
                    };
                },
                address -> address.getHostAddress().equals("127.0.0.1"),
                tls);
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] found = new InetAddress[literals.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(literals[i]);
        }
        return found;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/receipt.png", 200, Map.of("content-type", "image/png; charset=binary"), PICTURE);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private void serve(String path, int status, Map<String, String> headers, byte[] body) {
        server.createContext(path, exchange -> {
            headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    @Test
    void theBytesTravelWithTheRequest() {
        Media media = fetcher.fetch(at("pictures.example", "/receipt.png?size=2"));

        assertThat(media).isEqualTo(new Media("image/png", "receipt.png", "iVBORw==", Optional.empty()));
        assertThat(asked).containsExactly("pictures.example");
    }

    @Test
    void whatTheServerDoesNotSayIsToldByTheEnding() {
        serve("/a.pdf", 200, Map.of("content-type", "application/octet-stream"), new byte[] {1});
        serve("/thing", 200, Map.of(), new byte[] {1});

        assertThat(fetcher.fetch(at("pictures.example", "/a.pdf")).mimeType()).isEqualTo("application/pdf");
        assertThatThrownBy(() -> fetcher.fetch(at("pictures.example", "/thing")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("Media.of(bytes, type)");
    }

    @Test
    void anAddressWithinIsNotAsked() {
        assertThatThrownBy(() -> fetcher.fetch(at("inside.example", "/receipt.png")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("127.0.0.2")
                .hasMessageContaining("no public address");
        assertThatThrownBy(() -> fetcher.fetch(at("both.example", "/receipt.png")))
                .as("one of its addresses is enough")
                .hasMessageContaining("127.0.0.2");
    }

    @Test
    void aRedirectIsCheckedAsTheFirstAddressIs() {
        serve("/moved", 302, Map.of("location", "/receipt.png"), new byte[0]);
        serve(
                "/inside",
                301,
                Map.of("location", at("inside.example", "/latest/meta-data").toString()),
                new byte[0]);
        serve("/file", 302, Map.of("location", "file:///etc/hosts"), new byte[0]);
        serve("/again", 302, Map.of("location", "/again"), new byte[0]);

        assertThat(fetcher.fetch(at("pictures.example", "/moved")).mimeType()).isEqualTo("image/png");
        assertThatThrownBy(() -> fetcher.fetch(at("pictures.example", "/inside")))
                .hasMessageContaining("no public address");
        assertThatThrownBy(() -> fetcher.fetch(at("pictures.example", "/file"))).hasMessageContaining("http or https");
        assertThatThrownBy(() -> fetcher.fetch(at("pictures.example", "/again")))
                .hasMessageContaining("5 times");
    }

    @Test
    void sizeIsBoundedWhetherItIsToldOrNot() {
        serve("/large.png", 200, Map.of(), new byte[1001]);
        server.createContext("/endless.png", exchange -> {
            exchange.sendResponseHeaders(200, 0); // in chunks
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 1000; i++) {
                    out.write(new byte[100]);
                }
            }
        });

        for (String path : List.of("/large.png", "/endless.png")) {
            assertThatThrownBy(() -> fetcher.fetch(at("pictures.example", path)))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("more than 1000 bytes");
        }
        assertThat(fetcher.limit(1001)
                        .fetch(at("pictures.example", "/large.png"))
                        .mimeType())
                .isEqualTo("image/png");
    }

    @Test
    void timeIsBoundedForAllOfItTogether() {
        server.createContext("/slow.png", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> fetcher.within(Duration.ofMillis(300)).fetch(at("pictures.example", "/slow.png")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("within PT0.3S");
    }

    @Test
    void whatIsNotThereIsSaid() {
        serve("/gone.png", 404, Map.of(), new byte[0]);
        serve("/empty.png", 200, Map.of(), new byte[0]);

        assertThatThrownBy(() -> fetcher.fetch(at("pictures.example", "/gone.png")))
                .hasMessageContaining("404");
        assertThatThrownBy(() -> fetcher.fetch(at("pictures.example", "/empty.png")))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> fetcher.fetch(at("nowhere.example", "/a.png"))).hasMessageContaining("no host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example/b.png",
                "file:///etc/hosts",
                "b.png",
                "http:///b.png",
                "http://me:secret@a.example/b.png"
            })
    void otherAddressesAreRefusedAndNoSecretIsRepeated(String address) {
        assertThatThrownBy(() -> fetcher.fetch(URI.create(address)))
                .isInstanceOf(FetchException.class)
                .hasMessageNotContaining("secret");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "100.64.0.1",
                "169.254.169.254",
                "172.31.255.255",
                "192.168.1.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.19.0.1",
                "::1",
                "::",
                "::ffff:127.0.0.1", // mapped
                "::127.0.0.1", // compatible
                "64:ff9b::a9fe:a9fe", // NAT64 of 169.254.169.254
                "64:ff9b:1::1",
                "2002:7f00:1::1", // 6to4 of 127.0.0.1
                "2002:808:808::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2", // Teredo
                "2606:4700:0:0:0:5efe:7f00:1", // ISATAP of 127.0.0.1
                "2606:4700:0:0:200:5efe:a00:1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1"
            })
    void theseAreNotPublic(String literal) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "64:ff9b::808:808"})
    void theseArePublic(String literal) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(literal))).isTrue();
    }

    /** The connection goes to an address that was checked, and the certificate still has to be that of the name. */
    @Test
    void aCertificateOfAnotherHostIsRefused(@TempDir Path folder) throws Exception {
        SSLContext context = certificateOf("pictures.example", folder.resolve("keys.p12"));
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.createContext("/receipt.png", exchange -> {
            exchange.sendResponseHeaders(200, PICTURE.length);
            exchange.getResponseBody().write(PICTURE);
            exchange.close();
        });
        secure.createContext("/open", exchange -> {
            exchange.getResponseHeaders()
                    .add("location", at("pictures.example", "/receipt.png").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        secure.start();
        try {
            String port = ":" + secure.getAddress().getPort();
            MediaFetcher trusting = fetcher(context.getSocketFactory());
            assertThat(trusting.fetch(URI.create("https://pictures.example" + port + "/receipt.png"))
                            .base64())
                    .isEqualTo("iVBORw==");
            assertThatThrownBy(() -> trusting.fetch(URI.create("https://other.example" + port + "/receipt.png")))
                    .hasMessageContaining("other.example");
            assertThatThrownBy(() -> trusting.fetch(URI.create("https://pictures.example" + port + "/open")))
                    .hasMessageContaining("not encrypted");
            assertThatThrownBy(() -> fetcher.fetch(URI.create("https://pictures.example" + port + "/receipt.png")))
                    .as("nobody vouches for it")
                    .isInstanceOf(FetchException.class);
        } finally {
            secure.stop(0);
        }
    }

    private static SSLContext certificateOf(String host, Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void theUsualFetcherDoesNotReachThisMachine() {
        assertThatThrownBy(() -> MediaFetcher.usual().fetch(at("127.0.0.1", "/receipt.png")))
                .hasMessageContaining("no public address");
        assertThatThrownBy(() -> MediaFetcher.usual().fetch(at("[::1]", "/receipt.png")))
                .hasMessageContaining("no public address");
    }
}
