package dev.assay.server.demo;

/**
 * A prompt of the application.
 *
 * @param system the instructions, in the version's wording
 * @param tools a JSON array of the tools offered, or empty
 * @param outputType {@code text} or {@code json}
 */
record Prompt(String name, String version, String system, String tools, String outputType) {

    private static final String TOOLS = Grammar.text("tools.json").strip();

    static final Prompt TRIAGE =
            new Prompt("triage", "v2", Grammar.text("prompt-triage.txt").strip(), "", "json");
    static final Prompt V3 =
            new Prompt("support", "v3", Grammar.text("prompt-v3.txt").strip(), TOOLS, "text");
    static final Prompt V4 =
            new Prompt("support", "v4", Grammar.text("prompt-v4.txt").strip(), TOOLS, "text");

    static Prompt support(String version) {
        return version.equals("v3") ? V3 : V4;
    }
}
