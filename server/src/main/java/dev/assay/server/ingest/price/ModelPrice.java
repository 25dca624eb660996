package dev.assay.server.ingest.price;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * What a model costs while a condition holds.
 *
 * @param rates by their names in the table, for example {@code cache_read_mtok}
 * @param from the first day (UTC) of these prices
 * @param hours of the day (UTC) in which they hold
 */
record ModelPrice(Map<String, Rate> rates, Optional<LocalDate> from, Optional<Hours> hours) {

    private static final double MILLION = 1e6;
    private static final double THOUSAND = 1e3;

    ModelPrice {
        rates = Map.copyOf(rates);
    }

    /** From the start until before the end; over midnight where the end comes first. */
    record Hours(LocalTime start, LocalTime end) {
        boolean holdAt(LocalTime time) {
            return end.isBefore(start)
                    ? !time.isBefore(start) || time.isBefore(end)
                    : !time.isBefore(start) && time.isBefore(end);
        }
    }

    boolean holdsAt(Instant time) {
        return from.map(day -> !day.isAfter(LocalDate.ofInstant(time, ZoneOffset.UTC)))
                        .orElse(true)
                && hours.map(each -> each.holdAt(LocalTime.ofInstant(time, ZoneOffset.UTC)))
                        .orElse(true);
    }

    /**
     * In US dollars. A part that has a price of its own costs that, and is not counted at the price of its whole; a part
     * without one costs what its whole does.
     */
    double costUsd(TokenCounts tokens) {
        long all = tokens.input();
        long read = counted("cache_read_mtok", tokens.cacheRead(), all);
        long written = counted("cache_write_mtok", tokens.cacheWrite(), all - read);
        long heard = counted("input_audio_mtok", tokens.audioIn(), all - read - written);
        long thought = counted("output_reasoning_mtok", tokens.reasoning(), tokens.output());
        long spoken = counted("output_audio_mtok", tokens.audioOut(), tokens.output() - thought);
        double cost = of("input_mtok", all - read - written - heard, all)
                + of("cache_read_mtok", read, all)
                + of("cache_write_mtok", written, all)
                + of("input_audio_mtok", heard, all)
                + of("output_mtok", tokens.output() - thought - spoken, all)
                + of("output_reasoning_mtok", thought, all)
                + of("output_audio_mtok", spoken, all);
        Rate request = rates.get("requests_kcount");
        return request == null ? cost : cost + request.at(tokens.input()) / THOUSAND;
    }

    private long counted(String name, long part, long whole) {
        return rates.containsKey(name) ? Math.min(part, whole) : 0;
    }

    private double of(String name, long count, long inputTokens) {
        Rate rate = rates.get(name);
        return rate == null ? 0 : rate.at(inputTokens) * count / MILLION;
    }

    /** Whether all that a call of this kind uses has a price. */
    boolean covers(TokenCounts tokens) {
        return (tokens.input() == 0 || rates.containsKey("input_mtok") || rates.containsKey("requests_kcount"))
                && (tokens.output() == 0 || rates.containsKey("output_mtok") || rates.containsKey("requests_kcount"));
    }
}
