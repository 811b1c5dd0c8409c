package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Echo.Delta.Kind;

/// A changed fact: words of the earlier sentence against words of the later one, either perhaps none.
record ChangedFact(Kind kind, Run was, Run now) {

    /// The fact in the words an editor would use, with its places.
    Delta told(AlignedSentence earlier, AlignedSentence later) {
        var place = later.place(now);
        return new Delta(kind, earlier.told(was), later.told(now), place.start(), place.end(), was.from(),
                was.to());
    }
}
