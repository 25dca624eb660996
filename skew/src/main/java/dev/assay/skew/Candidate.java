package dev.assay.skew;

import dev.assay.skew.descriptor.Descriptor;

/**
 * What a member of a family is about.
 *
 * @param values by row: flags as 0 and 1, numbers as they are; NaN where a row has none
 */
@SuppressWarnings("ArrayRecordComponent") // large, handed on and never compared
record Candidate(Finding.Kind kind, String name, Aspect aspect, Descriptor.Kind measure, String unit, double[] values) {

    boolean isShare() {
        return measure == Descriptor.Kind.FLAG;
    }
}
