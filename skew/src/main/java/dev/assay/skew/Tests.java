package dev.assay.skew;

import dev.assay.stats.permute.Family;
import dev.assay.stats.permute.PresenceScan;
import dev.assay.stats.permute.Statistic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A family of tests, with what each of its members is about. */
final class Tests {

    private final String name;
    private final List<Statistic> statistics = new ArrayList<>();
    private final List<Supplier<Optional<Candidate>>> candidates = new ArrayList<>();
    private final Map<Integer, Integer> wholes = new HashMap<>(); // the first member that each is of

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

    /** A scan, and its members as a whole, which what is farthest out among them stands for. */
    void addWithWhole(PresenceScan scan, List<Supplier<Optional<Candidate>>> about, String name) {
        if (!about.isEmpty()) {
            wholes.put(candidates.size() + about.size(), candidates.size());
            List<Supplier<Optional<Candidate>>> all = new ArrayList<>(about);
            all.add(Optional::empty);
            add(scan.withWhole(name), all);
        }
    }

    /** The first of the members that this one is the whole of: those from there up to it; itself where it is of none. */
    int first(int member) {
        return wholes.getOrDefault(member, member);
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
