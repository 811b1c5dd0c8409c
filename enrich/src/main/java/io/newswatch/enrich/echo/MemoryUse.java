package io.newswatch.enrich.echo;

/// The heap that the memory takes, in bytes, by part. Immutable, safe to share.
///
/// @param sentences  runs of word numbers, and which article said them
/// @param vocabulary the words
/// @param identities the table that finds a sentence by all its words
/// @param keys       the table that finds sentences by their keys
/// @param lists      the lists under keys of several sentences
/// @param sightings  of sentences with several
/// @param articles   their ids, outlets and URLs, and the numbers of their sentences
/// @param places     the same with the places of words, of articles that may still be corrected
public record MemoryUse(long sentences, long vocabulary, long identities, long keys, long lists, long sightings,
        long articles, long places) {

    /// All of it.
    public long total() {
        return sentences + vocabulary + identities + keys + lists + sightings + articles + places;
    }
}
