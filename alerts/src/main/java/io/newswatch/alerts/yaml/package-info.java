/// YAML files that people write: every value knows its line and column, and every mistake is told with what to write
/// instead.
@NullMarked
package io.newswatch.alerts.yaml;

import org.jspecify.annotations.NullMarked;
