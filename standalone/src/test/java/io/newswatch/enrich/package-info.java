/// What of enrich only a real broker can show, and only its own package can bring about.
@NullMarked
package io.newswatch.enrich;

import org.jspecify.annotations.NullMarked;
