package dev.assay.structured.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A picture, a document or a sound beside the words. Its bytes travel inside the request; an address is passed on to the
 * server as it is. {@link MediaFetcher} fetches one here instead, where that is wanted.
 *
 * @param mimeType such as {@code image/png} or {@code application/pdf}
 * @param name a file name to show to the model, or {@code ""}
 * @param base64 the bytes in base64, or {@code ""} where there is an address
 * @param address where the server finds it, empty where the bytes are here
 */
public record Media(String mimeType, String name, String base64, Optional<URI> address) implements Part {

    /** The most bytes that are taken where no other limit is given: 20 MiB, what the large providers take in one request. */
    public static final long LIMIT = 20L << 20;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("csv", "text/csv"),
            Map.entry("html", "text/html"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp3", "audio/mpeg"));

    /** Checks that it is either here or elsewhere. */
    public Media {
        if (!mimeType.matches("[a-z]+/[a-zA-Z0-9.+-]+")) {
            throw new IllegalArgumentException("\"" + mimeType + "\" is no media type; one like image/png is needed.");
        }
        if (base64.isEmpty() == address.isEmpty()) {
            throw new IllegalArgumentException("A picture or file needs either its bytes or its address.");
        }
    }

    /**
     * Bytes at hand.
     *
     * @param bytes at least one, at most {@link #LIMIT}
     * @param mimeType what they are
     * @return the part
     * @throws IllegalArgumentException if there are too many bytes, or none
     */
    public static Media of(byte[] bytes, String mimeType) {
        return of(bytes, mimeType, "", LIMIT);
    }

    /**
     * A file, read now. Its type is known from the ending of its name.
     *
     * @param file of at most {@link #LIMIT} bytes
     * @return the part
     * @throws IllegalArgumentException if the ending is not known, or the file is too large or empty
     * @throws UncheckedIOException if it cannot be read
     */
    public static Media of(Path file) {
        return of(file, LIMIT);
    }

    /**
     * A file, read now, with a limit of one's own.
     *
     * @param file of at most so many bytes
     * @param limit the most bytes that are taken
     * @return the part
     * @throws IllegalArgumentException if the ending is not known, or the file is too large or empty
     * @throws UncheckedIOException if it cannot be read
     */
    public static Media of(Path file, long limit) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        String type = typeOf(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "What \"" + name + "\" holds cannot be told from its ending; read it and "
                                + "give its media type with Media.of(bytes, type)."));
        try (InputStream in = Files.newInputStream(file)) {
            // never more than one byte over the limit, however large the file is
            return of(in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8)), type, name, limit);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Something that the server fetches for itself.
     *
     * @param address an address with the scheme http, https, gs or s3, or of a file that the provider keeps
     * @param mimeType what is there
     * @return the part
     */
    public static Media at(URI address, String mimeType) {
        if (!address.isAbsolute() || "file".equalsIgnoreCase(address.getScheme())) {
            throw new IllegalArgumentException("\"" + address + "\" cannot be fetched by a server; for a file on this "
                    + "machine use Media.of(path).");
        }
        return new Media(mimeType, "", "", Optional.of(address));
    }

    /** What the ending of a name tells. */
    static Optional<String> typeOf(String name) {
        return Optional.ofNullable(
                TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }

    static Media of(byte[] bytes, String mimeType, String name, long limit) {
        if (bytes.length == 0 || bytes.length > limit) {
            throw new IllegalArgumentException((bytes.length == 0 ? "There are no bytes" : "There are too many bytes")
                    + (name.isEmpty() ? "" : " in \"" + name + "\"") + "; at least 1 and at most " + limit
                    + " are taken.");
        }
        return new Media(mimeType, name, Base64.getEncoder().encodeToString(bytes), Optional.empty());
    }

    /**
     * Whether it is a picture.
     *
     * @return true for {@code image/*}
     */
    public boolean isImage() {
        return mimeType.startsWith("image/");
    }

    /**
     * The bytes as a data address.
     *
     * @return {@code data:TYPE;base64,...}
     */
    public String dataAddress() {
        return "data:" + mimeType + ";base64," + base64;
    }

    @Override
    public String toString() {
        return "Media[" + mimeType + (name.isEmpty() ? "" : " " + name) + " "
                + address.map(URI::toString).orElseGet(() -> base64.length() / 4 * 3 + " bytes") + "]";
    }
}
