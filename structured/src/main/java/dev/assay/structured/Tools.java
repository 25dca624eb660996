package dev.assay.structured;

import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.schema.Binder;
import dev.assay.structured.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Several tools, of which the model calls one or more in one turn; the arguments of each call are valid, or all of them are asked
 * for anew. Nothing is run here: what comes back is what the model wants to be run. Immutable, and safe for use by many threads.
 */
public final class Tools {
    private final Config config;
    private final List<Kind<?>> tools;
    private final List<String> descriptions;

    Tools(Config config, List<Kind<?>> tools, List<String> descriptions) {
        this.config = config;
        this.tools = List.copyOf(tools);
        this.descriptions = List.copyOf(descriptions);
    }

    /**
     * The same with one more tool.
     *
     * @param name letters, digits, {@code _} and {@code -}, at most 64
     * @param description what it is for
     * @param arguments a type that is a JSON object: a record
     * @return new tools
     */
    public Tools tool(String name, String description, Class<?> arguments) {
        return tool(name, description, arguments, List.of());
    }

    /**
     * The same with one more tool and a rule for its arguments.
     *
     * @param name letters, digits, {@code _} and {@code -}, at most 64
     * @param description what it is for
     * @param arguments a type that is a JSON object: a record
     * @param check runs after the schema of the arguments
     * @return new tools
     * @param <T> the arguments
     */
    public <T> Tools tool(String name, String description, Class<T> arguments, Check<? super T> check) {
        return tool(name, description, arguments, List.of(check));
    }

    private <T> Tools tool(String name, String description, Class<T> arguments, List<Check<? super T>> checks) {
        if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a tool; 1 to 64 letters, digits, _ and - are taken.");
        }
        Schema schema = Schema.of(arguments);
        if (Envelope.isNeeded(schema)) {
            throw new IllegalArgumentException(
                    arguments + " is no JSON object, as arguments of tools have to be; put it into a record.");
        }
        List<Kind<?>> more = new ArrayList<>(tools);
        more.add(new Kind<T>(name, schema, tree -> Binder.bind(tree, arguments), checks));
        List<String> told = new ArrayList<>(descriptions);
        told.add(description);
        return new Tools(config, more, told);
    }

    /**
     * Asks which tools to call.
     *
     * @param text the question
     * @return at least one call
     * @throws AskException if there is none that is valid
     */
    public Answer<List<Call>> ask(String text) {
        return ask(Prompt.of(text));
    }

    /**
     * Asks which tools to call.
     *
     * @param prompt the question; it is not changed
     * @return at least one call
     * @throws AskException if there is none that is valid
     */
    public Answer<List<Call>> ask(Prompt prompt) {
        Capabilities known = config.model().capabilities();
        if (!known.modes().contains(Mode.TOOL)) {
            throw new IllegalArgumentException(
                    config.model().provider() + " knows no tools; it knows " + known.modes() + ".");
        }
        return Asking.ask(config, new ToolsShape(tools, descriptions, known), prompt);
    }
}
