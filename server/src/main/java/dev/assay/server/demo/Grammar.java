package dev.assay.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with holes: a rule has alternatives, and {@code {name}} in one is a word that is given, or another rule. */
final class Grammar {

    private static final Pattern HOLE = Pattern.compile("\\{([a-z0-9_.]+)}");
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private final Map<String, List<String>> rules = new LinkedHashMap<>();

    /** @param resources names beside this class's resources; later ones add to earlier ones */
    Grammar(String... resources) {
        for (String resource : resources) {
            read(resource, text(resource));
        }
    }

    /** A text of the demo, whole. */
    static String text(String resource) {
        try (InputStream in = Grammar.class.getResourceAsStream("/assay/demo/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without the demo's text " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String resource, String text) {
        List<String> alternatives = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("[")) {
                alternatives = new ArrayList<>();
                if (rules.put(line.substring(1, line.length() - 1), alternatives) != null) {
                    throw new IllegalStateException(resource + " has the rule " + line + " a second time");
                }
            } else if (line.startsWith("|")) {
                alternatives.add((alternatives.removeLast() + "\n" + line.substring(Math.min(2, line.length()))));
            } else if (line.equals("-")) {
                alternatives.add("");
            } else if (!line.isBlank() && !line.startsWith("#")) {
                alternatives.add(line);
            }
        }
    }

    boolean has(String rule) {
        return rules.containsKey(rule);
    }

    /** The alternatives of a rule as they are written. */
    List<String> alternatives(String rule) {
        List<String> alternatives = rules.get(rule);
        if (alternatives == null) {
            throw new IllegalArgumentException("No rule [" + rule + "] in the demo's texts");
        }
        return alternatives;
    }

    /** One of the alternatives, its holes filled. */
    String say(String rule, Map<String, String> words, SplittableRandom random) {
        List<String> alternatives = alternatives(rule);
        return fill(alternatives.get(random.nextInt(alternatives.size())), words, random);
    }

    String fill(String text, Map<String, String> words, SplittableRandom random) {
        String filled = HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(
                        words.containsKey(hole.group(1))
                                ? words.getOrDefault(hole.group(1), "")
                                : say(hole.group(1), words, random)));
        return text.contains("\n")
                ? filled
                : SPACES.matcher(filled).replaceAll(" ").strip();
    }
}
