/// Which language a text is written in.
@NullMarked
package io.newswatch.enrich.language;

import org.jspecify.annotations.NullMarked;
