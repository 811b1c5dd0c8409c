@NullMarked
package io.newswatch.ingest.fetch;

import org.jspecify.annotations.NullMarked;
