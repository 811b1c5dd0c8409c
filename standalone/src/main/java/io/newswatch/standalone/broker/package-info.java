/// The broker inside the process and the topics on it.
@NullMarked
package io.newswatch.standalone.broker;

import org.jspecify.annotations.NullMarked;
