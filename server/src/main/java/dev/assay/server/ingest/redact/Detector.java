package dev.assay.server.ingest.redact;

import java.util.Locale;

/** What is found without a pattern of one's own. */
public enum Detector {
    /** Addresses of e-mail. */
    EMAIL,
    /** Telephone numbers: with a country code, or written in the groups of North America. */
    PHONE,
    /** Numbers of payment cards: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1). */
    CARD,
    /** International bank account numbers whose check digits are right (ISO 13616). */
    IBAN,
    /** Keys and tokens: of OpenAI, Anthropic, AWS, Google, GitHub, GitLab, Slack, Stripe, Hugging Face and others; JSON Web
     * Tokens; private keys in PEM. */
    KEY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in settings, and in masks. */
    public String label() {
        return label;
    }
}
