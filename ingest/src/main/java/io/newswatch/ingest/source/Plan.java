package io.newswatch.ingest.source;

import io.newswatch.ingest.fetch.Request;

/// What a source wants fetched. The runtime adds validators, robots, politeness and the guard. Immutable.
///
/// @param request the first thing; a [Batch] may name more
public record Plan(Request request) {}
