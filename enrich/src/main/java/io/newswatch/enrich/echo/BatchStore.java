package io.newswatch.enrich.echo;

/// Where the memory writes what it must not lose: one record per article, from which an [EchoIndex] is made again. Used by
/// one thread.
public interface BatchStore {

    /// Keeps a batch; one kept before under the same order is overwritten.
    void put(ProbeBatch batch);

    void remove(ArticleOrder order);

    /// Keeps nothing: the memory lives and dies with the process.
    static BatchStore inHeap() {
        return new BatchStore() {

            @Override
            public void put(ProbeBatch batch) {
                // the memory has it
            }

            @Override
            public void remove(ArticleOrder order) {
                // the memory has let it go
            }

        };
    }
}
