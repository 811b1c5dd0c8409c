/// Enrich on a real broker.
@NullMarked
package io.newswatch.standalone.enrich;

import org.jspecify.annotations.NullMarked;
