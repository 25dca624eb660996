package dev.assay.stats.cluster;

import dev.assay.stats.matrix.Panels;
import dev.assay.stats.matrix.TileProduct;
import dev.assay.stats.permute.Workers;
import java.util.Arrays;

/** Which of some centres is nearest to each point; the first of several equally near. */
public final class NearestCentre {

    private static final int HEIGHT = 128;

    private NearestCentre() {}

    /** @return by point, the position of its centre */
    public static int[] of(float[][] points, float[][] centres, Workers workers) {
        Panels panels = Panels.of(centres);
        float[] half =
                new float[panels.count() * Panels.WIDTH]; // of the squared length: |c|^2 / 2 - x c orders as distance
        for (int c = 0; c < centres.length; c++) {
            double norm = 0;
            for (float x : centres[c]) {
                norm += (double) x * x;
            }
            half[c] = (float) (norm / 2);
        }
        int[] nearest = new int[points.length];
        workers.each((points.length + HEIGHT - 1) / HEIGHT, tile -> {
            int first = tile * HEIGHT;
            int height = Math.min(HEIGHT, points.length - first);
            float[][] rows = Arrays.copyOfRange(points, first, first + height);
            float[][] dots = new float[height][Panels.WIDTH];
            float[] best = new float[height];
            Arrays.fill(best, Float.POSITIVE_INFINITY);
            TileProduct product = TileProduct.create();
            for (int p = 0; p < panels.count(); p++) {
                product.right(panels.panel(p), panels.dimensions(), Panels.WIDTH);
                int column = p * Panels.WIDTH;
                int width = Math.min(Panels.WIDTH, centres.length - column);
                for (float[] row : dots) {
                    Arrays.fill(row, 0);
                }
                product.add(rows, height, dots);
                for (int i = 0; i < height; i++) {
                    for (int j = 0; j < width; j++) {
                        float distance = half[column + j] - dots[i][j];
                        if (distance < best[i]) {
                            best[i] = distance;
                            nearest[first + i] = column + j;
                        }
                    }
                }
            }
        });
        return nearest;
    }
}
