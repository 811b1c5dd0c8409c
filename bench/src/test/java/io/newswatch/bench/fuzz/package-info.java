/// What every parser and codec must stand, whatever comes in.
@NullMarked
package io.newswatch.bench.fuzz;

import org.jspecify.annotations.NullMarked;
