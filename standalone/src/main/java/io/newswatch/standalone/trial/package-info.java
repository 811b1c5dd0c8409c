/// Trials of the whole: load, and kills under load with a full check of what came out.
@NullMarked
package io.newswatch.standalone.trial;

import org.jspecify.annotations.NullMarked;
