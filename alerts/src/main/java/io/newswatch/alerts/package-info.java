/// Enriched articles to alerts: rules, stories, and their way to the channels.
@NullMarked
package io.newswatch.alerts;

import org.jspecify.annotations.NullMarked;
