package dev.assay.server.ingest.price;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which names of models, or of providers, are meant. Names are compared in lower case. */
sealed interface ModelMatch {

    /** @param name in lower case */
    boolean matches(String name);

    /** Just this name. */
    record Equal(String name) implements ModelMatch {
        @Override
        public boolean matches(String text) {
            return text.equals(name);
        }
    }

    /** Names that begin so. */
    record Prefix(String prefix) implements ModelMatch {
        @Override
        public boolean matches(String text) {
            return text.startsWith(prefix);
        }
    }

    /** Names that end so. */
    record Suffix(String suffix) implements ModelMatch {
        @Override
        public boolean matches(String text) {
            return text.endsWith(suffix);
        }
    }

    /** Names with this in them. */
    record Part(String part) implements ModelMatch {
        @Override
        public boolean matches(String text) {
            return text.contains(part);
        }
    }

    /** Names in which the pattern is found; patterns come from the published table only. */
    record Regex(Pattern pattern) implements ModelMatch {
        @Override
        public boolean matches(String text) {
            return pattern.matcher(text).find();
        }
    }

    /** Any of them. */
    record Any(List<ModelMatch> matches) implements ModelMatch {
        @Override
        public boolean matches(String text) {
            return matches.stream().anyMatch(each -> each.matches(text));
        }
    }

    /** All of them. */
    record All(List<ModelMatch> matches) implements ModelMatch {
        @Override
        public boolean matches(String text) {
            return matches.stream().allMatch(each -> each.matches(text));
        }
    }

    /** One name, or what begins so where a star is at its end. */
    static ModelMatch ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("*") ? new Prefix(lower.substring(0, lower.length() - 1)) : new Equal(lower);
    }
}
