package dev.assay.client.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;

/**
 * Who talks, and in which conversation. What is current goes onto every span that this library makes; it stays in the process.
 *
 * <pre>{@code
 * try (Scope scope = new Conversation("chat-4711", "user-42").makeCurrent()) {
 *     client.chat().completions().create(params);
 * }
 * }</pre>
 *
 * @param sessionId the conversation; empty for none
 * @param userId the end user; empty for none
 */
public record Conversation(String sessionId, String userId) implements ImplicitContextKeyed {

    private static final ContextKey<Conversation> KEY = ContextKey.named("assay-conversation");
    private static final Conversation NONE = new Conversation("", "");

    /**
     * For everything that happens in a context.
     *
     * @param context any
     * @return the same with this conversation
     */
    @Override
    public Context storeInContext(Context context) {
        return context.with(KEY, this);
    }

    static Conversation current() {
        Conversation current = Context.current().get(KEY);
        return current == null ? NONE : current;
    }

    void describe(Span span) {
        if (!sessionId.isEmpty()) {
            span.setAttribute("session.id", sessionId);
            span.setAttribute("gen_ai.conversation.id", sessionId);
        }
        if (!userId.isEmpty()) {
            span.setAttribute("user.id", userId);
        }
    }
}
