package io.newswatch.bench.methods;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.OfflineEnrichment;
import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.echo.PassageComparison;
import java.util.ArrayList;
import java.util.List;

/// Newswatch: sampled keys find, an alignment scores, a guard looks at what was replaced. No threshold to choose.
record Ours() implements Method {

    @Override
    public String name() {
        return "Newswatch: sampled 3-gram keys, alignment, guard";
    }

    @Override
    public double threshold() {
        return 0.5;
    }

    @Override
    public String written(double threshold) {
        return "";
    }

    @Override
    public double likeness(String earlier, String later) {
        return likeness(PassageComparison.compare(earlier, later).verdict());
    }

    private static double likeness(Verdict verdict) {
        return verdict == Verdict.REPEAT ? 1 : 0;
    }

    @Override
    public Memory memory() {
        var stream = OfflineEnrichment.remembering();
        return new Memory() {

            private final List<String> taken = new ArrayList<>();

            @Override
            public List<Stretch> take(RawArticle article) {
                taken.add(article.text());
                return stream.judge(article).stream()
                        .map(sentence -> new Stretch(sentence.start(), sentence.end(), likeness(sentence.verdict())))
                        .toList();
            }

            @Override
            public long bytes() {
                long[] bytes = new long[1];
                for (var text : taken) {
                    Unit.SENTENCE.each(text, span -> {
                        var print = Fingerprint.of(text, span.start(), span.end());
                        bytes[0] += print.encode().length
                                + (long) print.keys().length * (Integer.BYTES + Integer.BYTES);
                    });
                }
                return bytes[0];
            }
        };
    }
}
