@NullMarked
package io.newswatch.standalone.ingest;

import org.jspecify.annotations.NullMarked;
