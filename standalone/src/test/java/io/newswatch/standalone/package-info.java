/// What only the whole shows: all modules together, and services on a real broker.
@NullMarked
package io.newswatch.standalone;

import org.jspecify.annotations.NullMarked;
