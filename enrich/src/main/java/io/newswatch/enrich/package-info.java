@NullMarked
package io.newswatch.enrich;

import org.jspecify.annotations.NullMarked;
