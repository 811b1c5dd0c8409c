@NullMarked
package io.newswatch.ingest.source;

import org.jspecify.annotations.NullMarked;
