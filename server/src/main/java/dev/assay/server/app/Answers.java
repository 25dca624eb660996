package dev.assay.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server, for commands. */
final class Answers implements AutoCloseable {

    private final Endpoint endpoint;
    private final boolean ofAdministrators;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Of a log-in; empty where none was made. */
    private String cookie = "";

    Answers(Endpoint endpoint) {
        this(endpoint, false);
    }

    /** @param ofAdministrators whether what is asked is beyond every key of a project */
    Answers(Endpoint endpoint, boolean ofAdministrators) {
        this.endpoint = endpoint;
        this.ofAdministrators = ofAdministrators;
    }

    /**
     * From here on what is asked is asked by somebody with an account.
     *
     * @throws StartException where it is not let in
     */
    void logIn(String name, String password) throws IOException {
        String body = JsonMapper.shared()
                .createObjectNode()
                .put("name", name)
                .put("password", password)
                .toString();
        HttpResponse<InputStream> response = exchange(request("/api/v1/login")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        try (InputStream answer = response.body()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
        cookie = response.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    }

    /** @throws StartException where the answer is no success; the message is what the server says */
    InputStream get(String path) throws IOException {
        return send(request(path).build());
    }

    /** @throws StartException where the answer is no success; the message is what the server says */
    InputStream post(String path, String json) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** @throws StartException where the answer is no success; the message is what the server says */
    InputStream post(String path, String type, Supplier<InputStream> body) throws IOException {
        return send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofInputStream(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint.url().toString().replaceFirst("/$", "") + path));
        if (!cookie.isEmpty()) {
            return request.header("Cookie", cookie).header("x-assay-csrf", "1");
        }
        return endpoint.key().isEmpty() ? request : request.header("x-assay-key", endpoint.key());
    }

    private InputStream send(HttpRequest request) throws IOException {
        return exchange(request).body();
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 != 2) {
                try (InputStream body = response.body()) {
                    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    throw new StartException("the server answers " + response.statusCode() + ": " + detail(text)
                            + hint(response.statusCode()));
                }
            }
            return response;
        } catch (ConnectException e) {
            throw new StartException(
                    "nothing answers at " + endpoint.url() + " (expected: a server; './assay serve' starts one)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted", e);
        }
    }

    /** What helps on the command line, where the answer is for whoever asks. */
    private String hint(int status) {
        if (ofAdministrators) {
            return status == 401 ? " (here: --user NAME, an administrator of it; the password is asked for)" : "";
        }
        return switch (status) {
            case 401 ->
                " (here: a full key of the project in ASSAY_KEY or --key-file; on the server 'assay key add NAME --project "
                        + "PROJECT --scope full' makes one)";
            case 403 ->
                " (here: a full key of the project, 'assay key add NAME --project PROJECT --scope full' makes one)";
            case 404 -> endpoint.key().isEmpty() ? "" : " (a key sees its own project alone; --project names it)";
            default -> "";
        };
    }

    private static String detail(String body) {
        try {
            return JsonMapper.shared().readTree(body).path("detail").asString(body);
        } catch (JacksonException e) {
            return body;
        }
    }

    @Override
    public void close() {
        if (!cookie.isEmpty()) {
            try (InputStream _ = post("/api/v1/logout", "")) {
                cookie = "";
            } catch (IOException | StartException e) {
                cookie = ""; // it ended with what the server held then, or ends by itself
            }
        }
        http.close();
    }
}
