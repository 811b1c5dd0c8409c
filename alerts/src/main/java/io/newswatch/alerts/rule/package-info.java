/// Rules: read from files, compiled into a snapshot, matched against articles. Knows nothing of Kafka.
@NullMarked
package io.newswatch.alerts.rule;

import org.jspecify.annotations.NullMarked;
