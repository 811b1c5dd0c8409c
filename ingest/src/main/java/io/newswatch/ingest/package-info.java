@NullMarked
package io.newswatch.ingest;

import org.jspecify.annotations.NullMarked;
