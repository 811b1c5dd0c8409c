/// The event coder: sentences to military-cooperation events, and reports of one event to one record.
@NullMarked
package io.newswatch.enrich.event;

import org.jspecify.annotations.NullMarked;
