package dev.assay.skew;

import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.skew.descriptor.Descriptor;
import dev.assay.skew.descriptor.Descriptors;
import dev.assay.skew.descriptor.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** All that is measured of one example without a model: pure, and cheap enough for every call. */
final class Profile {

    private static final List<String> ROLES = List.of("system", "user", "assistant", "tool");
    private static final int LONGEST_KEYS = 120;

    /** By role, {@code input} and {@code output} among them: values in the order of {@link Descriptors#OF_TEXT}. */
    final Map<String, double[]> values = new LinkedHashMap<>();

    final double[] pair = new double[Descriptors.OF_PAIR.size()];

    /** Tool calls, the most calls at once, messages, other parts than text. */
    final double[] calls = new double[4];

    final Set<String> categories = new LinkedHashSet<>();
    final Set<String> marks = new LinkedHashSet<>();

    private Profile() {}

    static Profile of(Example example) {
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
        profile.calls(example);
        for (String reason : example.finishReasons()) {
            profile.marks.add("output|finish reason " + reason);
        }
        if (!example.model().isEmpty()) {
            profile.marks.add("output|model " + example.model());
        }
        return profile;
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

    private void calls(Example example) {
        for (Message message : example.output()) {
            int together = 0;
            for (Part part : message.parts()) {
                if (part instanceof Part.ToolCall call) {
                    together++;
                    marks.add("output|tool " + call.name());
                    for (String path : Text.of(call.arguments().text()).json().paths()) {
                        marks.add("output|argument " + call.name() + path.substring(1));
                    }
                }
            }
            calls[0] += together;
            calls[1] = Math.max(calls[1], together);
        }
        calls[2] = example.input().size();
        calls[3] = example.input().stream()
                .flatMap(message -> message.parts().stream())
                .filter(part -> part instanceof Part.Other)
                .count();
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
        String[] names = {"tool calls", "tool calls at once", "messages", "parts that are no text"};
        String[] units = {"calls", "calls", "messages", "parts"};
        for (int d = 0; d < names.length; d++) {
            int at = d;
            columns.add(new Measured(
                    names[d],
                    d < 2 ? Aspect.OUTPUT : Aspect.INPUT,
                    Descriptor.Kind.NUMBER,
                    units[d],
                    column(profiles, profile -> profile.calls[at])));
        }
        return columns;
    }

    private static double[] column(List<Profile> profiles, ToDoubleFunction<Profile> value) {
        return profiles.stream().mapToDouble(value).toArray();
    }
}
