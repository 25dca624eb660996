package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.engine.Rule;

/** Reads grammars in any notation. */
public final class Grammars {

    private Grammars() {}

    /**
     * The rules of a grammar.
     *
     * @throws dev.assay.structured.constrain.ConstraintException with the line, if it cannot be read
     */
    public static GrammarRules read(Language.Grammar grammar) {
        return switch (grammar.notation()) {
            case LARK -> Lark.read(grammar.text());
            case GBNF -> Gbnf.read(grammar.text());
        };
    }

    /**
     * The rule of all texts of a grammar.
     *
     * @throws dev.assay.structured.constrain.ConstraintException with the line, if it cannot be read, or has no text
     */
    public static Rule rule(Language.Grammar grammar) {
        return GrammarCompiler.compile(read(grammar));
    }
}
