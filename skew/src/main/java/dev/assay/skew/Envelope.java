package dev.assay.skew;

import java.util.List;
import java.util.Map;

/**
 * What was told of a call beside what went in and came out.
 *
 * @param model empty where it is not known
 * @param error why it failed; empty where it did not
 * @param settings what it was made with or answered by, by name, as {@code temperature}: chosen by people, so a value that was never
 *     seen is told and never tested
 * @param figures what was measured of it, by name with its unit behind a comma, as {@code latency, seconds}
 * @param offered the tools that the model might call; empty where it is not known
 */
public record Envelope(
        String model,
        List<String> finishReasons,
        String error,
        Map<String, String> settings,
        Map<String, Double> figures,
        List<Tool> offered) {

    /** Nothing was told. */
    public static final Envelope NONE = new Envelope("", List.of(), "", Map.of(), Map.of(), List.of());

    public Envelope {
        finishReasons = List.copyOf(finishReasons);
        settings = Map.copyOf(settings);
        figures = Map.copyOf(figures);
        offered = List.copyOf(offered);
    }
}
