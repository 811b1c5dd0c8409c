@NullMarked
package io.newswatch.ingest.text;

import org.jspecify.annotations.NullMarked;
