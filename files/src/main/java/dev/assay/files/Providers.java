package dev.assay.files;

import java.util.Locale;

/** Providers, where the name of a model tells them: many tools write {@code openai/gpt-4o}. */
final class Providers {

    private Providers() {}

    /** In the words of the GenAI convention, or empty. */
    static String ofModel(String model) {
        int slash = model.indexOf('/');
        if (slash < 0) {
            return "";
        }
        return switch (model.substring(0, slash).toLowerCase(Locale.ROOT)) {
            case "openai", "openaichat", "text-completion-openai" -> "openai";
            case "azure", "azure_openai" -> "azure.ai.openai";
            case "anthropic" -> "anthropic";
            case "bedrock" -> "aws.bedrock";
            case "gemini" -> "gcp.gemini";
            case "vertex_ai" -> "gcp.vertex_ai";
            case "cohere" -> "cohere";
            case "mistral", "mistralai" -> "mistral_ai";
            case "groq" -> "groq";
            case "deepseek" -> "deepseek";
            case "perplexity" -> "perplexity";
            case "xai", "x-ai" -> "x_ai";
            default -> "";
        };
    }
}
