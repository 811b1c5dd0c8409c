/// Echo: the memory of what was said, so that only the new words are news.
@NullMarked
package io.newswatch.enrich.echo;

import org.jspecify.annotations.NullMarked;
