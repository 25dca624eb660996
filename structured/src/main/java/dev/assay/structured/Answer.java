package dev.assay.structured;

import dev.assay.structured.json.Repair;
import dev.assay.structured.provider.Mode;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.Usage;
import dev.assay.structured.schema.DroppedRule;
import java.util.List;

/**
 * A valid answer and how it came about.
 *
 * @param value the answer
 * @param attempts every answer of the model, the accepted one last
 * @param usage the tokens of all attempts together
 * @param repairs what was mended while the accepted one was read
 * @param mode how it was asked for
 * @param enforced whether the server held the model to the schema: it was asked to, it says that it does, and what came back
 *     obeyed to the letter
 * @param unexpressed the rules that the server could not be told of, and that were checked here alone
 * @param raw the accepted reply, with the server's own words in {@link Reply#raw}
 * @param <T> what was asked for
 */
public record Answer<T>(
        T value,
        List<Attempt> attempts,
        Usage usage,
        List<Repair> repairs,
        Mode mode,
        boolean enforced,
        List<DroppedRule> unexpressed,
        Reply raw) {

    /** Copies the lists. */
    public Answer {
        attempts = List.copyOf(attempts);
        repairs = List.copyOf(repairs);
        unexpressed = List.copyOf(unexpressed);
    }
}
