/// Enriched articles as a page that people read in a browser, without a server.
@NullMarked
package io.newswatch.standalone.page;

import org.jspecify.annotations.NullMarked;
