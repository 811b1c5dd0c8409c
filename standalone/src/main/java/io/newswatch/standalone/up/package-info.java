/// Everything in one process: the embedded broker, the services, the sample and the alerts on the terminal.
@NullMarked
package io.newswatch.standalone.up;

import org.jspecify.annotations.NullMarked;
