package dev.assay.stats.matrix;

/**
 * Points in panels of columns, for products of points with points: {@code panel(p)[k][j]} is coordinate k of point {@code p * WIDTH +
 * j}. Memory is one copy of the points.
 */
public final class Panels {

    /** The points of a panel; the last panel is filled up with zeros. */
    public static final int WIDTH = 256;

    private final float[][][] panels;
    private final int points;
    private final int dimensions;

    private Panels(float[][][] panels, int points, int dimensions) {
        this.panels = panels;
        this.points = points;
        this.dimensions = dimensions;
    }

    /** @param points rows of the same length */
    public static Panels of(float[][] points) {
        int dimensions = points.length == 0 ? 0 : points[0].length;
        float[][][] panels = new float[(points.length + WIDTH - 1) / WIDTH][dimensions][WIDTH];
        for (int i = 0; i < points.length; i++) {
            float[] point = points[i];
            if (point.length != dimensions) {
                throw new IllegalArgumentException("Point " + i + " has " + point.length + " dimensions (expected: "
                        + dimensions + ", as the first)");
            }
            float[][] panel = panels[i / WIDTH];
            int j = i % WIDTH;
            for (int k = 0; k < dimensions; k++) {
                panel[k][j] = point[k];
            }
        }
        return new Panels(panels, points.length, dimensions);
    }

    public int count() {
        return panels.length;
    }

    public int points() {
        return points;
    }

    public int dimensions() {
        return dimensions;
    }

    /** Coordinates by points; not to be written to. */
    public float[][] panel(int at) {
        return panels[at];
    }
}
