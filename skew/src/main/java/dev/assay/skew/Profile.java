package dev.assay.skew;

import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.skew.descriptor.Descriptor;
import dev.assay.skew.descriptor.Descriptors;
import dev.assay.skew.descriptor.JsonShape;
import dev.assay.skew.descriptor.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** All that is measured of one example without a model: pure, and cheap enough for every call. */
final class Profile {

    private static final List<String> ROLES = List.of("system", "user", "assistant", "tool");
    private static final int LONGEST_KEYS = 120;
    private static final int REPEATED = 2;
    private static final int MOST_FIGURES = 100;
    private static final int LEAST_WITH_FIGURE = 10;

    /** By role, {@code input} and {@code output} among them: values in the order of {@link Descriptors#OF_TEXT}. */
    final Map<String, double[]> values = new LinkedHashMap<>();

    final double[] pair = new double[Descriptors.OF_PAIR.size()];

    /** Tool calls, the most calls at once, calls that were made before, messages, other parts than text. */
    final double[] calls = new double[5];

    /** Of the envelope and of JSON, by aspect and name: {@code output|latency, seconds}. */
    final Map<String, Double> figures = new LinkedHashMap<>();

    final Set<String> categories = new LinkedHashSet<>();
    final Set<String> marks = new LinkedHashSet<>();

    /** What people chose: the model and how it was asked. */
    final Set<String> settings = new LinkedHashSet<>();

    private Profile() {}

    static Profile of(Example example, ToolSchemas schemas) {
        Profile profile = new Profile();
        Text input = Text.of(Example.text(example.input(), ""));
        Text output = Text.of(example.answer());
        if (!example.input().isEmpty()) {
            profile.measure("input", input);
            long roles = example.input().stream().map(Message::role).distinct().count();
            for (String role : ROLES) {
                String said = roles > 1 ? Example.text(example.input(), role) : "";
                if (!said.isEmpty()) {
                    profile.measure("input, " + role, Text.of(said));
                }
            }
            StringBuilder sequence = new StringBuilder();
            for (Message message : example.input()) {
                if (sequence.length() < 60 && !sequence.toString().endsWith(message.role() + " ")) {
                    sequence.append(message.role()).append(' ');
                }
            }
            profile.categories.add("input|roles: " + sequence.toString().strip());
        }
        if (!example.output().isEmpty()) {
            profile.measure("output", output);
        }
        for (int d = 0; d < profile.pair.length; d++) {
            profile.pair[d] = input.isEmpty() || output.isEmpty()
                    ? Double.NaN
                    : Descriptors.OF_PAIR.get(d).measure().applyAsDouble(input, output);
        }
        profile.calls(example, schemas);
        String system = Example.text(example.input(), "system").strip();
        if (!system.isEmpty()) {
            profile.marks.add("input|system prompt " + shortened(system));
        }
        profile.envelope(example.envelope());
        return profile;
    }

    private void envelope(Envelope envelope) {
        envelope.figures().forEach((name, value) -> figures.put("output|" + name, value));
        for (String reason : envelope.finishReasons()) {
            marks.add("output|finish reason " + reason);
        }
        if (!envelope.error().isEmpty()) {
            categories.add("output|the call failed");
            marks.add("output|error " + form(envelope.error()));
        }
        if (!envelope.model().isEmpty()) {
            settings.add("output|model " + envelope.model());
        }
        envelope.settings().forEach((name, value) -> settings.add("output|" + name + " " + value));
    }

    /** The first line of an error without its numbers, so that errors of one kind are one. */
    private static String form(String error) {
        String line = error.lines().findFirst().orElse("");
        return line.substring(0, Math.min(80, line.length())).replaceAll("\\d+", "#");
    }

    /** How it begins, and a number that tells it from others that begin so. */
    private static String shortened(String system) {
        String line = system.lines().findFirst().orElse("");
        return line.substring(0, Math.min(60, line.length())) + " #" + Integer.toHexString(system.hashCode());
    }

    private void measure(String role, Text text) {
        values.put(role, Descriptors.measure(text));
        String aspect = role.equals("output") ? "output" : "input";
        String of = role.equals("input") || role.equals("output") ? "" : role.substring("input, ".length()) + ": ";
        List<String> words = Descriptors.categorise(text);
        for (int c = 0; c < words.size(); c++) {
            String word = words.get(c);
            if (!word.isEmpty()) {
                categories.add(aspect + "|" + of + Descriptors.CATEGORIES.get(c).name() + ": "
                        + word.substring(0, Math.min(LONGEST_KEYS, word.length())));
            }
        }
        if (of.isEmpty()) {
            for (String path : text.json().paths()) {
                marks.add(aspect + "|path " + path);
            }
            text.json().values().forEach(value -> marks.add(aspect + "|value " + value));
            text.json().numbers().forEach((path, value) -> figures.put(aspect + "|path " + path, value));
            hosts(aspect, text.value());
        }
    }

    private void hosts(String aspect, String text) {
        int found = 0;
        for (int at = text.indexOf("://"); at >= 0 && found < 20; at = text.indexOf("://", at + 3)) {
            int end = at + 3;
            while (end < text.length() && end - at < 80 && isHost(text.charAt(end))) {
                end++;
            }
            if (end > at + 6) {
                marks.add(aspect + "|host " + text.substring(at + 3, end));
                found++;
            }
        }
    }

    private static boolean isHost(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }

    private void calls(Example example, ToolSchemas schemas) {
        String before = "";
        Set<String> made = new HashSet<>();
        for (Message message : example.output()) {
            int together = 0;
            for (Part part : message.parts()) {
                if (part instanceof Part.ToolCall call) {
                    together++;
                    call(example, call, schemas);
                    calls[REPEATED] += made.add(call.name() + call.arguments().text()) ? 0 : 1;
                    if (!before.isEmpty()) {
                        categories.add("output|tools in turn: " + before + ", " + call.name());
                    }
                    before = call.name();
                }
            }
            calls[0] += together;
            calls[1] = Math.max(calls[1], together);
        }
        calls[3] = example.input().size();
        calls[4] = example.input().stream()
                .flatMap(message -> message.parts().stream())
                .filter(part -> part instanceof Part.Other)
                .count();
    }

    private void call(Example example, Part.ToolCall call, ToolSchemas schemas) {
        marks.add("output|tool " + call.name());
        List<Tool> tools = example.envelope().offered();
        Optional<Tool> offered =
                tools.stream().filter(tool -> tool.name().equals(call.name())).findFirst();
        if (!tools.isEmpty() && offered.isEmpty()) {
            categories.add("output|tool that was not offered: " + call.name());
        }
        if (offered.isPresent() && schemas.areBrokenBy(call.arguments().text(), offered.get())) {
            categories.add("output|arguments that break the tool's schema: " + call.name());
        }
        JsonShape arguments = Text.of(call.arguments().text()).json();
        if (arguments.form() == JsonShape.Form.INVALID || arguments.form() == JsonShape.Form.TRUNCATED) {
            categories.add("output|arguments that are no JSON: " + call.name());
        }
        for (String path : arguments.paths()) {
            marks.add("output|argument " + call.name() + path.substring(1));
        }
    }

    /** Rows that measure the same thing, as columns. */
    static List<Measured> columns(List<Profile> profiles) {
        Set<String> roles = new LinkedHashSet<>();
        profiles.forEach(profile -> roles.addAll(profile.values.keySet()));
        List<Measured> columns = new ArrayList<>();
        for (String role : roles) {
            Aspect aspect = role.equals("output") ? Aspect.OUTPUT : Aspect.INPUT;
            String of = role.startsWith("input, ") ? role.substring("input, ".length()) + ": " : "";
            for (int d = 0; d < Descriptors.OF_TEXT.size(); d++) {
                var descriptor = Descriptors.OF_TEXT.get(d);
                double[] values = new double[profiles.size()];
                for (int i = 0; i < values.length; i++) {
                    double[] measured = profiles.get(i).values.get(role);
                    values[i] = measured == null ? Double.NaN : measured[d];
                }
                columns.add(new Measured(of + descriptor.name(), aspect, descriptor.kind(), descriptor.unit(), values));
            }
        }
        for (int d = 0; d < Descriptors.OF_PAIR.size(); d++) {
            var descriptor = Descriptors.OF_PAIR.get(d);
            int at = d;
            columns.add(new Measured(
                    descriptor.name(),
                    Aspect.PAIR,
                    descriptor.kind(),
                    descriptor.unit(),
                    column(profiles, profile -> profile.pair[at])));
        }
        String[] names = {
            "tool calls", "tool calls at once", "repeated tool calls", "messages", "parts that are no text"
        };
        String[] units = {"calls", "calls", "calls", "messages", "parts"};
        for (int d = 0; d < names.length; d++) {
            int at = d;
            columns.add(new Measured(
                    names[d],
                    d <= REPEATED ? Aspect.OUTPUT : Aspect.INPUT,
                    Descriptor.Kind.NUMBER,
                    units[d],
                    column(profiles, profile -> profile.calls[at])));
        }
        columns.addAll(figures(profiles));
        return columns;
    }

    /** The figures that most examples have. */
    private static List<Measured> figures(List<Profile> profiles) {
        Map<String, Integer> times = new TreeMap<>();
        profiles.forEach(profile -> profile.figures.keySet().forEach(name -> times.merge(name, 1, Integer::sum)));
        return times.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_WITH_FIGURE)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_FIGURES)
                .map(entry -> figure(profiles, entry.getKey()))
                .toList();
    }

    private static Measured figure(List<Profile> profiles, String key) {
        int bar = key.indexOf('|');
        int comma = key.startsWith("path ", bar + 1) ? -1 : key.indexOf(", ", bar);
        return new Measured(
                comma < 0 ? key.substring(bar + 1) : key.substring(bar + 1, comma),
                key.startsWith("input") ? Aspect.INPUT : Aspect.OUTPUT,
                Descriptor.Kind.NUMBER,
                comma < 0 ? "" : key.substring(comma + 2),
                column(profiles, profile -> profile.figures.getOrDefault(key, Double.NaN)));
    }

    private static double[] column(List<Profile> profiles, ToDoubleFunction<Profile> value) {
        return profiles.stream().mapToDouble(value).toArray();
    }
}
