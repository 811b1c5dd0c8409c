@NullMarked
package io.newswatch.alerts;

import org.jspecify.annotations.NullMarked;
