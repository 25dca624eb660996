/** What has to lie in the driver's package, because the driver keeps its bindings to the engine's C interface to itself. */
@org.jspecify.annotations.NullMarked
package org.duckdb;
