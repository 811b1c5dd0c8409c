@NullMarked
package io.newswatch.standalone;

import org.jspecify.annotations.NullMarked;
