package dev.assay.server.ingest.redact;

import com.google.re2j.Matcher;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Redacts texts as the settings of a project say. */
public final class Redactor {

    private static final int HASH_BYTES = 6;

    private final RedactionSettings settings;
    private final byte[] key;
    private final Set<Detector> wanted = EnumSet.noneOf(Detector.class);

    /** @param key of the project, so that its hashes cannot be looked up in a table of likely texts */
    Redactor(RedactionSettings settings, byte[] key) {
        this.settings = settings;
        this.key = key.clone();
        settings.detectors().forEach((detector, action) -> {
            if (action != Action.KEEP) {
                wanted.add(detector);
            }
        });
    }

    /** Whether every text stays as it is. */
    public boolean isOff() {
        return settings.isOff();
    }

    /** The same text where nothing is found. */
    public String redact(String text) {
        String redacted = builtIn(text);
        for (RedactionSettings.Own own : settings.own()) {
            if (own.action() != Action.KEEP) {
                redacted = own(redacted, own);
            }
        }
        return redacted;
    }

    private String builtIn(String text) {
        List<Scanner.Match> matches = Scanner.find(text, wanted);
        if (matches.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int at = 0;
        for (Scanner.Match match : matches) {
            redacted.append(text, at, match.start());
            Action action = settings.detectors().getOrDefault(match.detector(), Action.KEEP);
            String found = text.substring(match.start(), match.end());
            redacted.append(
                    isBareNumber(text, match) ? "0" : instead(match.detector().label(), found, action));
            at = match.end();
        }
        return redacted.append(text, at, text.length()).toString();
    }

    private String own(String text, RedactionSettings.Own own) {
        Matcher matcher = own.pattern().matcher(text);
        StringBuilder redacted = new StringBuilder();
        int at = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                redacted.append(text, at, matcher.start()).append(instead(own.name(), matcher.group(), own.action()));
                at = matcher.end();
            }
        }
        return at == 0 ? text : redacted.append(text, at, text.length()).toString();
    }

    /** JSON in a text must stay JSON, so a number in it that has no quotes becomes another number. */
    private static boolean isBareNumber(String text, Scanner.Match match) {
        boolean structure = text.startsWith("{") || text.startsWith("[");
        if (!structure || !text.substring(match.start(), match.end()).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int before = match.start() - 1;
        while (before > 0 && text.charAt(before) == ' ') {
            before--;
        }
        int after = match.end();
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        return before >= 0
                && after < text.length()
                && ":[,".indexOf(text.charAt(before)) >= 0
                && ",]}".indexOf(text.charAt(after)) >= 0;
    }

    private String instead(String kind, String found, Action action) {
        return switch (action) {
            case KEEP -> found;
            case MASK -> "[" + kind + "]";
            case HASH -> "[" + kind + ":" + hash(found) + "]";
            case DROP -> "";
        };
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
