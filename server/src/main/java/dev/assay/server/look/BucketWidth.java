package dev.assay.server.look;

import java.time.Duration;
import java.util.List;

/** Widths that people read easily: a second, 5 minutes, an hour, a day. */
final class BucketWidth {

    private static final List<Duration> WIDTHS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7));

    private BucketWidth() {}

    /** The narrowest readable width that cuts the range into at most so many buckets. */
    static Duration of(Duration range, int buckets) {
        Duration least = range.dividedBy(buckets);
        for (Duration width : WIDTHS) {
            if (width.compareTo(least) >= 0) {
                return width;
            }
        }
        long weeks = Math.ceilDiv(least.toSeconds() + 1, Duration.ofDays(7).toSeconds());
        return Duration.ofDays(7).multipliedBy(weeks);
    }
}
