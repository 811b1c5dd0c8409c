/// Alerts on a real broker.
@NullMarked
package io.newswatch.standalone.alerts;

import org.jspecify.annotations.NullMarked;
