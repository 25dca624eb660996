package dev.assay.structured.constrain.grammar;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A grammar that has been read.
 *
 * @param start the rule of whole texts
 * @param rules bodies by name, in the order of the text
 * @param terminals names of the rules that are one word: nothing is skipped within them
 * @param ignored what may stand before every terminal and after the last
 */
public record GrammarRules(String start, Map<String, Symbol> rules, Set<String> terminals, List<Symbol> ignored) {}
