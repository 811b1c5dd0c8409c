package io.newswatch.enrich.echo;

import java.util.concurrent.atomic.AtomicLong;

/// How much heap the memory may take, all index partitions of a process together. Where it is exceeded, each forgets its oldest
/// sentences early as soon as it takes an article. Safe for use by several threads.
public final class MemoryLimit {

    private final long most;
    private final AtomicLong used = new AtomicLong();

    /// @param most bytes
    public MemoryLimit(long most) {
        this.most = most;
    }

    /// As much as there is.
    public static MemoryLimit none() {
        return new MemoryLimit(Long.MAX_VALUE);
    }

    /// What is in use now, bytes.
    public long used() {
        return used.get();
    }

    void use(long change) {
        used.addAndGet(change);
    }

    boolean isExceeded() {
        return used.get() > most;
    }

    /// How many sentences a segment should have: so many that all sentences fill some dozens.
    int segmentSize() {
        return Math.clamp(most / (64 * 128L), 64, Segment.MOST);
    }
}
