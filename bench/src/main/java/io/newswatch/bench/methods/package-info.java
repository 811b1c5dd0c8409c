/// Ways of recognising recycled words, ours and the known ones, on the same texts: the table of docs/echo.md.
@NullMarked
package io.newswatch.bench.methods;

import org.jspecify.annotations.NullMarked;
