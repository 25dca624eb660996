package dev.assay.stats.kernel;

import dev.assay.stats.matrix.Panels;
import dev.assay.stats.matrix.TileProduct;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;

/** The nearest points of each point, by Euclidean distance, exactly. */
public final class Neighbours {

    private static final int HEIGHT = 128;

    private final int[][] index;
    private final float[][] distance;

    private Neighbours(int[][] index, float[][] distance) {
        this.index = index;
        this.distance = distance;
    }

    /**
     * The nearest other points of each point.
     *
     * @param group by point; points of its own group are left out, itself among them: numbers of sessions, or 0, 1, 2, ...
     */
    public static Neighbours among(float[][] points, int[] group, int count, Workers workers) {
        return find(points, group, points, group, count, workers);
    }

    /** The nearest points of an index for each query. */
    public static Neighbours between(float[][] queries, float[][] index, int count, Workers workers) {
        int[] one = new int[queries.length];
        int[] other = new int[index.length];
        Arrays.fill(other, 1);
        return find(queries, one, index, other, count, workers);
    }

    private static Neighbours find(
            float[][] queries, int[] queryGroup, float[][] index, int[] group, int count, Workers workers) {
        Panels panels = Panels.of(index);
        float[] norms = new float[panels.count() * Panels.WIDTH];
        for (int j = 0; j < index.length; j++) {
            norms[j] = norm(index[j]);
        }
        int[][] found = new int[queries.length][];
        float[][] distances = new float[queries.length][];
        int tiles = (queries.length + HEIGHT - 1) / HEIGHT;
        workers.each(tiles, tile -> {
            int first = tile * HEIGHT;
            int height = Math.min(HEIGHT, queries.length - first);
            float[][] rows = Arrays.copyOfRange(queries, first, first + height);
            float[][] dots = new float[height][Panels.WIDTH];
            Nearest[] nearest = new Nearest[height];
            float[] own = new float[height];
            for (int i = 0; i < height; i++) {
                nearest[i] = new Nearest(count);
                own[i] = norm(rows[i]);
            }
            TileProduct product = TileProduct.create();
            for (int p = 0; p < panels.count(); p++) {
                for (float[] row : dots) {
                    Arrays.fill(row, 0);
                }
                product.right(panels.panel(p), panels.dimensions(), Panels.WIDTH);
                product.add(rows, height, dots);
                int column = p * Panels.WIDTH;
                int width = Math.min(Panels.WIDTH, index.length - column);
                for (int i = 0; i < height; i++) {
                    squares(dots[i], own[i], norms, column);
                    nearest[i].offer(dots[i], column, width, group, queryGroup[first + i]);
                }
            }
            for (int i = 0; i < height; i++) {
                found[first + i] = nearest[i].indices();
                distances[first + i] = nearest[i].distances();
            }
        });
        return new Neighbours(found, distances);
    }

    private static float norm(float[] point) {
        double sum = 0;
        for (float x : point) {
            sum += (double) x * x;
        }
        return (float) sum;
    }

    private static void squares(float[] dots, float own, float[] norms, int column) {
        for (int j = 0; j < dots.length; j++) {
            dots[j] = Math.max(0, own + norms[column + j] - 2 * dots[j]);
        }
    }

    /** Of how many points neighbours were looked for. */
    public int points() {
        return index.length;
    }

    /** The neighbours of a point, nearest first; fewer than asked for where there are no more. Not to be written to. */
    public int[] of(int point) {
        return index[point];
    }

    /** How far each neighbour is. Not to be written to. */
    public float[] distances(int point) {
        return distance[point];
    }

    /** The nearest so far, in order. */
    private static final class Nearest {

        private final int[] index;
        private final float[] square;
        private int size;

        Nearest(int count) {
            index = new int[count];
            square = new float[count];
        }

        void offer(float[] squares, int column, int width, int[] group, int own) {
            float worst = size < square.length ? Float.POSITIVE_INFINITY : square[size - 1];
            for (int j = 0; j < width; j++) {
                if (squares[j] < worst && group[column + j] != own) {
                    insert(column + j, squares[j]);
                    worst = size < square.length ? Float.POSITIVE_INFINITY : square[size - 1];
                }
            }
        }

        private void insert(int candidate, float squared) {
            int at = size < square.length ? size++ : size - 1;
            while (at > 0 && square[at - 1] > squared) {
                square[at] = square[at - 1];
                index[at] = index[at - 1];
                at--;
            }
            square[at] = squared;
            index[at] = candidate;
        }

        int[] indices() {
            return Arrays.copyOf(index, size);
        }

        float[] distances() {
            float[] distances = new float[size];
            for (int i = 0; i < size; i++) {
                distances[i] = (float) Math.sqrt(square[i]);
            }
            return distances;
        }
    }
}
