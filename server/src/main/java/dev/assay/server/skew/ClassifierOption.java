package dev.assay.server.skew;

import dev.assay.skew.encode.OnnxClassifier;
import java.nio.file.Path;

/** What {@code --classifier} may say. */
final class ClassifierOption {

    private ClassifierOption() {}

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException where it is not a name and a folder
     */
    static OnnxClassifier of(String told) {
        int equals = told.indexOf('=');
        if (equals < 1 || equals == told.length() - 1) {
            throw new IllegalArgumentException(
                    "--classifier " + told + " (expected: a name and a folder, as toxicity=models/toxicity)");
        }
        return OnnxClassifier.open(told.substring(0, equals), Path.of(told.substring(equals + 1)));
    }
}
