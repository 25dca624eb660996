package dev.assay.stats.matrix;

/**
 * Products in plain loops. Eight rows of the right factor are added to one row at a time: with one array written, all read at the
 * same position, the compiler makes vector instructions of the loop.
 */
final class PlainTileProduct implements TileProduct {

    private static final float[][] NONE = {};

    private float[][] b = NONE;
    private int depth;
    private int width;

    @Override
    public void right(float[][] right, int newDepth, int newWidth) {
        b = right;
        depth = newDepth;
        width = newWidth;
    }

    @Override
    public void add(float[][] a, int rows, float[][] c) {
        int k = 0;
        for (; k + 8 <= depth; k += 8) {
            for (int i = 0; i < rows; i++) {
                addEight(c[i], a[i], k);
            }
        }
        for (; k < depth; k++) {
            for (int i = 0; i < rows; i++) {
                addOne(c[i], b[k], a[i][k], width);
            }
        }
    }

    private void addEight(float[] c, float[] a, int k) {
        addEight(
                c, b[k], b[k + 1], b[k + 2], b[k + 3], b[k + 4], b[k + 5], b[k + 6], b[k + 7], a[k], a[k + 1], a[k + 2],
                a[k + 3], a[k + 4], a[k + 5], a[k + 6], a[k + 7], width);
    }

    private static void addEight(
            float[] c,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float[] b4,
            float[] b5,
            float[] b6,
            float[] b7,
            float a0,
            float a1,
            float a2,
            float a3,
            float a4,
            float a5,
            float a6,
            float a7,
            int width) {
        for (int j = 0; j < width; j++) {
            c[j] += (a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j])
                    + (a4 * b4[j] + a5 * b5[j] + a6 * b6[j] + a7 * b7[j]);
        }
    }

    private static void addOne(float[] c, float[] b, float a, int width) {
        for (int j = 0; j < width; j++) {
            c[j] += a * b[j];
        }
    }
}
