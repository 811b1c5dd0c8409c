/// Words of a text, and phrases found in them in one pass.
@NullMarked
package io.newswatch.enrich.lexicon;

import org.jspecify.annotations.NullMarked;
