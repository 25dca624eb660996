package dev.assay.skew;

import dev.assay.skew.descriptor.Descriptor;

/**
 * One descriptor's values.
 *
 * @param name with its role, where it is of one: {@code system: words}
 * @param values by row; NaN where it means nothing
 */
@SuppressWarnings("ArrayRecordComponent") // large, handed on and never compared
record Measured(String name, Aspect aspect, Descriptor.Kind kind, String unit, double[] values) {}
