@NullMarked
package io.newswatch.runtime;

import org.jspecify.annotations.NullMarked;
