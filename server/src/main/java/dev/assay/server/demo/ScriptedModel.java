package dev.assay.server.demo;

import java.util.SplittableRandom;

/**
 * The models that the demo's script plays, under the names and prices that such calls have.
 *
 * @param alias what the application asks for
 * @param snapshot what answers
 * @param inputPrice US dollars for a million input tokens
 * @param cachedPrice US dollars for a million input tokens that were read from the cache
 * @param outputPrice US dollars for a million output tokens
 * @param tokensPerSecond how fast it writes
 */
record ScriptedModel(
        String provider,
        String server,
        String alias,
        String snapshot,
        double inputPrice,
        double cachedPrice,
        double outputPrice,
        int tokensPerSecond) {

    static final ScriptedModel SMALL =
            new ScriptedModel("openai", "api.openai.com", "gpt-5-mini", "gpt-5-mini-2025-08-07", 0.25, 0.025, 2.0, 95);
    static final ScriptedModel OTHER = new ScriptedModel(
            "anthropic", "api.anthropic.com", "claude-haiku-4-5", "claude-haiku-4-5-20251001", 1.0, 0.1, 5.0, 140);

    private static final String DIGITS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    double cost(long input, long cached, long output) {
        return ((input - cached) * inputPrice + cached * cachedPrice + output * outputPrice) / 1_000_000;
    }

    String responseId(SplittableRandom random) {
        StringBuilder id = new StringBuilder(provider.equals("openai") ? "chatcmpl-" : "msg_01");
        for (int i = 0; i < 24; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }

    /** About four characters a token, as in European languages. */
    static long tokens(String text) {
        return (text.length() + 3L) / 4;
    }
}
