package dev.assay.skew;

import dev.assay.stats.cluster.KMeans;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parts of a body of text by meaning, each with its key phrases: for maps and tables. What is tested are {@link Topics}. */
final class Clusters {

    private static final int MOST = 60;

    private final int[] cluster; // by row
    private final List<String> names = new ArrayList<>();

    private Clusters(int[] cluster, int count, Phrases phrases) {
        this.cluster = cluster;
        for (int c = 0; c < count; c++) {
            boolean[] in = new boolean[cluster.length];
            for (int i = 0; i < in.length; i++) {
                in[i] = cluster[i] == c;
            }
            names.add(phrases.name(in, "cluster " + (c + 1)));
        }
    }

    /** @param rows at least one, of an aspect that has points */
    static Clusters of(Rows rows, Aspect aspect, long seed, Workers workers) {
        float[][] points = rows.points(aspect);
        int wanted = Math.min(MOST, KMeans.usualClusters(points.length));
        KMeans means = KMeans.fit(points, wanted, seed, workers);
        return new Clusters(means.assign(points, workers), means.clusters(), new Phrases(rows, aspect));
    }

    int count() {
        return names.size();
    }

    int of(int row) {
        return cluster[row];
    }

    int[] sizes() {
        int[] sizes = new int[count()];
        Arrays.stream(cluster).forEach(c -> sizes[c]++);
        return sizes;
    }

    /** What its texts say more often than the others. */
    String name(int of) {
        return names.get(of);
    }
}
