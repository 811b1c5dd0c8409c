/// Text before it is understood: sentences, and letters without case and accents.
@NullMarked
package io.newswatch.enrich.text;

import org.jspecify.annotations.NullMarked;
