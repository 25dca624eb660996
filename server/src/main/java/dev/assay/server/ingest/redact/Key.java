package dev.assay.server.ingest.redact;

import java.util.Arrays;

/** What keys begin with, and how many characters at least follow. */
enum Key {
    OPENAI("sk-", 16),
    STRIPE("sk_live_", 16),
    STRIPE_RESTRICTED("rk_live_", 16),
    GITHUB("ghp_", 30),
    GITHUB_OAUTH("gho_", 30),
    GITHUB_USER("ghu_", 30),
    GITHUB_SERVER("ghs_", 30),
    GITHUB_FINE("github_pat_", 30),
    GITLAB("glpat-", 16),
    SLACK_BOT("xoxb-", 16),
    SLACK_USER("xoxp-", 16),
    SLACK_APP("xapp-", 16),
    AWS("AKIA", 16),
    AWS_SESSION("ASIA", 16),
    GOOGLE("AIza", 35),
    GOOGLE_OAUTH("ya29.", 20),
    HUGGING_FACE("hf_", 30),
    GROQ("gsk_", 20),
    XAI("xai-", 20),
    LANGSMITH("lsv2_", 20),
    NPM("npm_", 30),
    PYPI("pypi-", 40),
    SENDGRID("SG.", 40);

    final String prefix;
    final int atLeast;

    Key(String prefix, int atLeast) {
        this.prefix = prefix;
        this.atLeast = atLeast;
    }

    /** So many characters of a token follow whatever a key begins with. */
    static int fewestThatFollow() {
        return Arrays.stream(values()).mapToInt(key -> key.atLeast).min().orElseThrow();
    }

    /** No key begins longer before them. */
    static int longestPrefix() {
        return Arrays.stream(values())
                .mapToInt(key -> key.prefix.length())
                .max()
                .orElseThrow();
    }
}
