/// States and organisations: their names in many languages, and where an article mentions them.
@NullMarked
package io.newswatch.enrich.actor;

import org.jspecify.annotations.NullMarked;
