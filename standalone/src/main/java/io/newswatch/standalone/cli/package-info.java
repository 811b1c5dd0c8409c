/// The `newswatch` command, one class a subcommand.
@NullMarked
package io.newswatch.standalone.cli;

import org.jspecify.annotations.NullMarked;
