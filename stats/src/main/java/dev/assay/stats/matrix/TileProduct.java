package dev.assay.stats.matrix;

/**
 * Adds products of small matrices: {@code c += a * b}. One right factor is prepared and then multiplied by many left ones.
 *
 * <p>An instance belongs to one thread.
 */
public interface TileProduct {

    /**
     * By the Vector API where the JVM was started with {@code --add-modules jdk.incubator.vector}, else by plain loops. The two
     * round differently in the last digits of single precision.
     */
    static TileProduct create() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? new VectorTileProduct() : new PlainTileProduct();
    }

    /**
     * Sets the right factor, which must not change until the next call.
     *
     * @param b rows of at least {@code width} numbers
     * @param depth how many rows of it count
     */
    void right(float[][] b, int depth, int width);

    /**
     * Adds {@code a * b} to {@code c}.
     *
     * @param a rows of at least {@code depth} numbers
     * @param rows how many rows of it count
     * @param c rows of at least {@code width} numbers
     */
    void add(float[][] a, int rows, float[][] c);
}
