@org.jspecify.annotations.NullMarked
package org.duckdb;
