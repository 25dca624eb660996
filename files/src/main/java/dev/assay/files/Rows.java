package dev.assay.files;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The rows of one file: JSON lines, a JSON array, a JSON object that holds arrays, or CSV; gzipped or not. What the file
 * is shows in its first bytes, not in its name. Memory is bounded by the largest row, whatever the size of the file.
 *
 * <p>One thread reads; {@link #bytesRead} may be asked by any.
 */
public final class Rows implements AutoCloseable {

    /** A longer row is a bad one. In bytes, uncompressed. */
    public static final int MAX_ROW_BYTES = 16 << 20;

    private static final int PEEK_BYTES = 256 << 10;
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;
    private static final int GZIP_BUFFER = 64 << 10;

    private final String name;
    private final OptionalLong size;
    private final MeteredInput raw;
    private final boolean gzipped;
    private final FileFormat format;
    private final MeteredInput content;
    private final RowSource source;

    private Rows(String name, InputStream in, OptionalLong size, int maxRowBytes) throws IOException {
        this.name = name;
        this.size = size;
        this.raw = new MeteredInput(in);
        byte[] magic = raw.readNBytes(2);
        InputStream bytes = new SequenceInputStream(new ByteArrayInputStream(magic), raw);
        this.gzipped = magic.length == 2 && (magic[0] & 0xff) == GZIP_MAGIC_1 && (magic[1] & 0xff) == GZIP_MAGIC_2;
        byte[] peek;
        try {
            if (gzipped) {
                bytes = new GZIPInputStream(bytes, GZIP_BUFFER);
            }
            peek = peek(bytes);
        } catch (EOFException | ZipException e) {
            UnreadableFileException damaged = new UnreadableFileException(name + ": " + Limits.damaged(e));
            damaged.initCause(e);
            throw damaged;
        }
        Sniffer.refuseForeign(name, peek);
        int bom = Sniffer.bomLength(peek);
        byte[] head = Arrays.copyOfRange(peek, bom, peek.length);
        boolean whole = head.length + bom < PEEK_BYTES;
        this.content = new MeteredInput(new SequenceInputStream(new ByteArrayInputStream(head), bytes));
        this.format = Sniffer.format(head, whole);
        this.source = switch (format) {
            case FileFormat.Lines _ -> new LineRows(content, maxRowBytes);
            case FileFormat.Document document -> new DocumentRows(content, document.holdsArrays(), maxRowBytes);
            case FileFormat.Csv csv -> new CsvRows(content, csv.delimiter(), maxRowBytes);
        };
    }

    /**
     * @throws UnreadableFileException where the file is of a kind that has no rows
     * @throws IOException where the file cannot be read
     */
    public static Rows open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UnreadableFileException(file + " is a folder (expected: a file; name the files in it)");
        }
        InputStream in;
        try {
            in = Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            UnreadableFileException missing = new UnreadableFileException("there is no file " + file);
            missing.initCause(e);
            throw missing;
        }
        try {
            return new Rows(file.toString(), in, OptionalLong.of(Files.size(file)), MAX_ROW_BYTES);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Rows of a stream, for example of standard input.
     *
     * @param name what messages call it
     */
    public static Rows of(String name, InputStream in) throws IOException {
        return of(name, in, MAX_ROW_BYTES);
    }

    static Rows of(String name, InputStream in, int maxRowBytes) throws IOException {
        return new Rows(name, in, OptionalLong.empty(), maxRowBytes);
    }

    public String name() {
        return name;
    }

    public FileFormat format() {
        return format;
    }

    public boolean gzipped() {
        return gzipped;
    }

    /** The size of the file on disk in bytes, where it is known. */
    public OptionalLong size() {
        return size;
    }

    /** How much of the file on disk has been read, in bytes. */
    public long bytesRead() {
        return raw.count();
    }

    /** How much of the content has been read, in bytes, uncompressed. */
    public long contentRead() {
        return content.count();
    }

    /** The next row, good or bad, or nothing at the end of the file. */
    public Optional<Row> next() throws IOException {
        return source.next();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    private static byte[] peek(InputStream in) throws IOException {
        byte[] peek = new byte[PEEK_BYTES];
        int length = 0;
        try {
            while (length < peek.length) {
                int read = in.read(peek, length, peek.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
        } catch (EOFException e) {
            // A gzipped file that was cut off: what is there is read, and the end reports the cut.
            if (length == 0) {
                throw e;
            }
        }
        return Arrays.copyOf(peek, length);
    }
}
