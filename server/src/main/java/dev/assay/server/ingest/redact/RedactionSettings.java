package dev.assay.server.ingest.redact;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a project redacts, as its settings say:
 *
 * <pre>{"email": "mask", "card": "drop", "own": [{"name": "ticket", "pattern": "T-[0-9]+", "action": "hash"}]}</pre>
 *
 * What is not named is kept. Patterns are RE2's: their time grows with the length of the text alone, so no pattern can stall
 * the ingest.
 */
public record RedactionSettings(Map<Detector, Action> detectors, List<Own> own) {

    /** Nothing is redacted. */
    public static final RedactionSettings OFF = new RedactionSettings(Map.of(), List.of());

    private static final int MAX_PATTERNS = 50;
    private static final int MAX_PATTERN = 500;

    public RedactionSettings {
        detectors = Map.copyOf(detectors);
        own = List.copyOf(own);
    }

    /**
     * @param name in the mask
     * @param pattern where it is found, it is redacted
     */
    public record Own(String name, Pattern pattern, Action action) {}

    boolean isOff() {
        return detectors.values().stream().allMatch(action -> action == Action.KEEP)
                && own.stream().allMatch(each -> each.action() == Action.KEEP);
    }

    /** @throws IllegalArgumentException whose message says what of the text is wrong */
    public static RedactionSettings read(String json) {
        JsonNode settings;
        try {
            settings = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the settings are no JSON: " + e.getOriginalMessage(), e);
        }
        if (!settings.isObject()) {
            throw new IllegalArgumentException(
                    "the settings are no JSON object (expected: for example {\"email\": \"mask\"})");
        }
        Map<Detector, Action> detectors = new EnumMap<>(Detector.class);
        List<Own> own = new ArrayList<>();
        for (String name : settings.propertyNames()) {
            if (name.equals("own")) {
                settings.path(name).forEach(each -> own.add(own(own.size(), each)));
            } else {
                detectors.put(detector(name), Action.ofLabel(settings.path(name).asString("")));
            }
        }
        if (own.size() > MAX_PATTERNS) {
            throw new IllegalArgumentException(
                    "there are " + own.size() + " own patterns (expected: at most " + MAX_PATTERNS + ")");
        }
        return new RedactionSettings(detectors, own);
    }

    private static Detector detector(String name) {
        for (Detector detector : Detector.values()) {
            if (detector.label().equals(name)) {
                return detector;
            }
        }
        throw new IllegalArgumentException(
                "there is no detector '" + name + "' (expected: email, phone, card, iban, key or own)");
    }

    private static Own own(int index, JsonNode node) {
        String where = "own[" + index + "]: ";
        String name = node.path("name").asString("");
        String pattern = node.path("pattern").asString("");
        if (!name.matches("[A-Za-z0-9_-]{1,40}")) {
            throw new IllegalArgumentException(
                    where + "name is '" + name + "' (expected: 1 to 40 letters, digits, underscores and hyphens)");
        }
        if (pattern.isEmpty() || pattern.length() > MAX_PATTERN) {
            throw new IllegalArgumentException(
                    where + "pattern has " + pattern.length() + " characters (expected: 1 to " + MAX_PATTERN + ")");
        }
        try {
            Pattern compiled = Pattern.compile(pattern);
            if (compiled.matcher("").find()) {
                throw new IllegalArgumentException(
                        where + "pattern '" + pattern + "' finds nothing at all (expected: one that finds some text)");
            }
            return new Own(name, compiled, Action.ofLabel(node.path("action").asString("mask")));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    where + "pattern '" + pattern + "' is none of RE2: " + e.getDescription()
                            + " (expected: no look-around and no back-references)",
                    e);
        }
    }

    /** In the form that is read. */
    public void write(JsonGenerator json) {
        json.writeStartObject();
        for (Detector detector : Detector.values()) {
            json.writeStringProperty(
                    detector.label(),
                    detectors.getOrDefault(detector, Action.KEEP).label());
        }
        json.writeArrayPropertyStart("own");
        for (Own each : own) {
            json.writeStartObject();
            json.writeStringProperty("name", each.name());
            json.writeStringProperty("pattern", each.pattern().pattern());
            json.writeStringProperty("action", each.action().label());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
