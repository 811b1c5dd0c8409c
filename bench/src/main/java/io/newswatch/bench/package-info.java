/// What each stage costs, in processor time.
@NullMarked
package io.newswatch.bench;

import org.jspecify.annotations.NullMarked;
