package io.newswatch.enrich.echo;

/// Which part of the memory one index partition holds: the postings of the keys that hash to it. The one partition
/// function of the memory. Immutable, safe to share.
///
/// @param partition  this one, from 0
/// @param partitions how many there are
public record IndexShare(int partition, int partitions) {

    /// The undivided memory.
    public static final IndexShare ALL = new IndexShare(0, 1);

    public IndexShare {
        if (partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException("no partition " + partition + " of " + partitions);
        }
    }

    /// @return the index partition that holds the postings of a key
    public static int of(long key, int partitions) {
        long mixed = key * 0xD6E8FEB86659FD93L;
        return (int) Math.floorMod(mixed ^ mixed >>> 32, (long) partitions);
    }

    boolean holds(long key) {
        return partitions == 1 || of(key, partitions) == partition;
    }
}
