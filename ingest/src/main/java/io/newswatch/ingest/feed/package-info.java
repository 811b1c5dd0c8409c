@NullMarked
package io.newswatch.ingest.feed;

import org.jspecify.annotations.NullMarked;
