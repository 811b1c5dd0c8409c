/// Where alerts are told: the channels and their files. Knows nothing of Kafka.
@NullMarked
package io.newswatch.alerts.channel;

import org.jspecify.annotations.NullMarked;
