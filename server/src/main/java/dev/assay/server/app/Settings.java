package dev.assay.server.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings of a server: what the file says, over it the environment, over both the command line. The file is one of {@link
 * Properties}, because every Java reads those and they have room for comments.
 */
final class Settings {

    /** In the data folder. */
    static final String FILE = "assay.properties";

    /** Variables that are for others: the launcher, the build, commands. */
    private static final List<String> OTHER_VARIABLES =
            List.of("ASSAY_DATA", "ASSAY_KEY", "ASSAY_JAVA_OPTS", "ASSAY_MVN_OPTS", "ASSAY_EMBEDDINGS_KEY");

    /** @param source where it stands, for people */
    private record Value(String text, String source) {}

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    private Settings() {
        for (Setting setting : Setting.values()) {
            values.put(setting, new Value(setting.otherwise(), "the default"));
        }
    }

    /**
     * @param data the data folder
     * @param flags what the command line says
     * @throws StartException which names the source, the key, the value and what was expected
     */
    static Config config(Path data, Map<Setting, String> flags, Map<String, String> environment) {
        Settings settings = new Settings();
        settings.readFile(data.resolve(FILE));
        settings.readEnvironment(environment);
        flags.forEach((setting, text) -> settings.values.put(setting, new Value(text, "the command line")));
        return new Config(
                data, settings.text(Setting.HOST), settings.port(Setting.PORT), settings.port(Setting.GRPC_PORT));
    }

    private void readFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException(file + " cannot be read: " + e.getMessage(), e);
        }
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            Setting setting = Setting.ofKey(key)
                    .orElseThrow(() -> unknown(
                            file.toString(),
                            key,
                            Arrays.stream(Setting.values()).map(Setting::key).toList()));
            values.put(setting, new Value(properties.getProperty(key).strip(), file.toString()));
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        for (String name : new TreeSet<>(environment.keySet())) {
            if (!name.startsWith("ASSAY_") || OTHER_VARIABLES.contains(name)) {
                continue;
            }
            Setting setting = Arrays.stream(Setting.values())
                    .filter(each -> each.variable().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(
                            "the environment",
                            name,
                            Stream.concat(
                                            Arrays.stream(Setting.values()).map(Setting::variable),
                                            OTHER_VARIABLES.stream())
                                    .toList()));
            String text = environment.getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                values.put(setting, new Value(text, "the environment"));
            }
        }
    }

    private static StartException unknown(String source, String key, List<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(each -> distance(key, each)))
                .orElseThrow();
        return new StartException(source + " sets '" + key + "', which is no setting (expected: '" + nearest
                + "' perhaps; docs/configuration.md has all)");
    }

    private String text(Setting setting) {
        return value(setting).text();
    }

    private int port(Setting setting) {
        Value value = value(setting);
        if (!value.text().matches("\\d{1,5}") || Integer.parseInt(value.text()) > 65_535) {
            throw new StartException(value.source() + " sets " + setting.key() + " to '" + value.text()
                    + "' (expected: " + setting.expected() + ")");
        }
        return Integer.parseInt(value.text());
    }

    private Value value(Setting setting) {
        return values.getOrDefault(setting, new Value(setting.otherwise(), "the default"));
    }

    /** How many letters have to be put in, left out or changed (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
