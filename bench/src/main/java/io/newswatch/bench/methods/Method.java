package io.newswatch.bench.methods;

import io.newswatch.contract.RawArticle;
import java.util.List;

/// A way of telling how much of a text was said before. It gives a likeness; from which likeness on a text counts as a repeat is
/// said by a threshold. Immutable.
interface Method {

    String name();

    /// How much a later passage is like an earlier one, 0 to 1.
    double likeness(String earlier, String later);

    /// A memory that knows nothing yet.
    Memory memory();

    /// The threshold that belongs to the method; not a number when it is chosen by the data.
    double threshold();

    /// A threshold as the method's papers would write it.
    String written(double threshold);

    /// What was said so far. Used by one thread.
    interface Memory {

        /// Judges an article's stretches of text against all articles before, then remembers them.
        List<Stretch> take(RawArticle article);

        /// What it has to keep to recognise what it took so far: hashes and keys, without the overhead of tables and
        /// without what tells where the words stood.
        ///
        /// @return bytes
        long bytes();
    }

    /// A sentence or paragraph, judged.
    ///
    /// @param start    in the text, UTF-16 code units
    /// @param end      exclusive
    /// @param likeness to what is most like it of all that was said before, 0 to 1
    record Stretch(int start, int end, double likeness) {}
}
