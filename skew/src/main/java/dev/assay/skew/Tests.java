package dev.assay.skew;

import dev.assay.stats.permute.Family;
import dev.assay.stats.permute.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A family of tests, with what each of its members is about. */
final class Tests {

    private final String name;
    private final List<Statistic> statistics = new ArrayList<>();
    private final List<Supplier<Optional<Candidate>>> candidates = new ArrayList<>();

    Tests(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** @param about by member; asked for only where the member moved */
    void add(Statistic statistic, List<Supplier<Optional<Candidate>>> about) {
        if (about.size() != statistic.names().size()) {
            throw new IllegalArgumentException(
                    about.size() + " candidates for " + statistic.names().size() + " members (expected: one each)");
        }
        if (!about.isEmpty()) {
            statistics.add(statistic);
            candidates.addAll(about);
        }
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    int members() {
        return candidates.size();
    }

    Family family() {
        return Family.of(name, statistics);
    }

    Optional<Candidate> candidate(int member) {
        return candidates.get(member).get();
    }
}
