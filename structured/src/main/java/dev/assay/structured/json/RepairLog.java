package dev.assay.structured.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Repairs as they are made. */
final class RepairLog {

    private final List<Repair> repairs = new ArrayList<>();

    void add(RepairKind kind, int position) {
        repairs.add(new Repair(kind, position, kind.penalty()));
    }

    void add(RepairKind kind, int position, int penalty) {
        repairs.add(new Repair(kind, position, penalty));
    }

    void addAll(List<Repair> others) {
        repairs.addAll(others);
    }

    int size() {
        return repairs.size();
    }

    /** In the order of the text. */
    List<Repair> sorted() {
        List<Repair> all = new ArrayList<>(repairs);
        all.sort(Comparator.comparingInt(Repair::position));
        return all;
    }

    boolean has(RepairKind kind) {
        return repairs.stream().anyMatch(repair -> repair.kind() == kind);
    }
}
