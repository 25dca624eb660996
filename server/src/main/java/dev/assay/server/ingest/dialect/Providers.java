package dev.assay.server.ingest.dialect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of providers, in the words of the GenAI convention. */
final class Providers {

    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        name("openai");
        name("azure.ai.openai", "az.ai.openai", "azure_openai", "azure-openai", "azure", "azureopenai");
        name("azure.ai.inference", "az.ai.inference");
        name("anthropic");
        name("aws.bedrock", "bedrock", "amazon-bedrock", "amazon_bedrock", "aws", "bedrock_converse");
        name("gcp.gemini", "gemini", "google.generative-ai", "google-gla", "google_genai");
        name("gcp.vertex_ai", "vertex_ai", "vertexai", "google.vertex", "google-vertex", "google_vertexai", "vertex");
        name("gcp.gen_ai", "google", "gcp");
        name("cohere");
        name("mistral_ai", "mistral", "mistralai");
        name("groq");
        name("deepseek");
        name("perplexity");
        name("x_ai", "xai");
        name("ibm.watsonx.ai", "watsonx", "ibm_watsonx");
        name("moonshot_ai", "moonshot");
    }

    private Providers() {}

    private static void name(String name, String... aliases) {
        NAMES.put(name, name);
        for (String alias : aliases) {
            NAMES.put(alias, name);
        }
    }

    /** What has no name in the convention stays as it is. */
    static String normalised(String provider) {
        String known = NAMES.get(provider);
        if (known != null) {
            return known;
        }
        return beforeLastDot(provider.toLowerCase(Locale.ROOT), provider);
    }

    /** The AI SDK writes the provider and its interface, for example {@code openai.chat}. */
    private static String beforeLastDot(String name, String otherwise) {
        String known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 ? otherwise : beforeLastDot(name.substring(0, dot), otherwise);
    }
}
