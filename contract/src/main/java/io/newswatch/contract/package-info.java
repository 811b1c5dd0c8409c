@NullMarked
package io.newswatch.contract;

import org.jspecify.annotations.NullMarked;
