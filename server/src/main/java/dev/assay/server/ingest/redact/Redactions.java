package dev.assay.server.ingest.redact;

import dev.assay.store.ProjectSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What each project redacts: its own settings, else those that hold for all. */
public final class Redactions {

    private static final String SETTINGS = "redaction";
    private static final String KEY = "redaction-key";
    private static final int KEY_BYTES = 32;

    private final ProjectSettings settings;
    private final RedactionSettings otherwise;
    private final Map<String, Redactor> byProject = new ConcurrentHashMap<>();

    /** @param otherwise for projects without settings of their own */
    public Redactions(ProjectSettings settings, RedactionSettings otherwise) {
        this.settings = settings;
        this.otherwise = otherwise;
    }

    /**
     * Settings for all projects.
     *
     * @param file that need not exist
     * @throws IllegalArgumentException where it holds something else
     */
    public static RedactionSettings read(Path file) {
        if (!Files.exists(file)) {
            return RedactionSettings.OFF;
        }
        try {
            return RedactionSettings.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** What counts for a project. */
    public RedactionSettings settings(String project) {
        return settings.read(project, SETTINGS).map(RedactionSettings::read).orElse(otherwise);
    }

    /** Counts from the next request on; what is kept already stays. */
    public void set(String project, RedactionSettings wanted) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            wanted.write(json);
        }
        settings.write(project, SETTINGS, text.toString());
        byProject.remove(project);
    }

    /** What was set for a project that is gone. */
    public void forget(String project) {
        byProject.remove(project);
    }

    /** @return one that may be off */
    public Redactor of(String project) {
        return byProject.computeIfAbsent(project, this::redactor);
    }

    private Redactor redactor(String project) {
        RedactionSettings wanted = settings(project);
        return new Redactor(wanted, wanted.isOff() ? new byte[KEY_BYTES] : key(project));
    }

    /** Made once, so that the same text has the same hash for ever. */
    private byte[] key(String project) {
        String key = settings.read(project, KEY).orElse("");
        if (key.isEmpty()) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            key = HexFormat.of().formatHex(fresh);
            settings.write(project, KEY, key);
        }
        return HexFormat.of().parseHex(key);
    }
}
