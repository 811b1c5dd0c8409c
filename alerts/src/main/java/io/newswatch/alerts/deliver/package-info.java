/// How alerts reach their channels: at least once, each channel by itself.
@NullMarked
package io.newswatch.alerts.deliver;

import org.jspecify.annotations.NullMarked;
