package io.newswatch.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a benchmark has done, counted by itself: its figures are so much a second of processor time.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Work {

    /// Articles, pages or feeds.
    public long documents;
    public long sentences;
    /// As written or read.
    public long bytes;
}
