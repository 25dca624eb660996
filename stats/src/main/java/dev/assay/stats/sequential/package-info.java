/**
 * Statistics that may be looked at every day: whatever the moment at which one stops, the error is at most the level.
 *
 * <p>Boundaries of sums are those of Howard, Ramdas, McAuliffe and Sekhon (2021, Annals of Statistics 49); bets those of Waudby-Smith and
 * Ramdas (2024, JRSS B 86).
 */
@NullMarked
package dev.assay.stats.sequential;

import org.jspecify.annotations.NullMarked;
