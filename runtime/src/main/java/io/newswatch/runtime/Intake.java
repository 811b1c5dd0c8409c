package io.newswatch.runtime;

import java.util.function.BooleanSupplier;

/// A topic from which a stream reads no further while it has enough to do. What has been fetched by then still comes: some
/// hundred records a partition. Immutable, safe to share when `isFull` is.
///
/// @param topic  whose records make work that is done only when records of other topics have come
/// @param isFull asked before every poll by each stream thread; must be quick
public record Intake(String topic, BooleanSupplier isFull) {}
