@NullMarked
package io.newswatch.ingest.publish;

import org.jspecify.annotations.NullMarked;
