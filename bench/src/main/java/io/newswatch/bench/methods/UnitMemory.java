package io.newswatch.bench.methods;

import io.newswatch.contract.RawArticle;
import java.util.ArrayList;
import java.util.List;

/// A memory that judges each unit of an article by a mark made of its words (a hash, a signature), and remembers the marks
/// only afterwards, so that no article repeats itself.
///
/// @param <T> a mark
abstract class UnitMemory<T> implements Method.Memory {

    private final Unit unit;

    UnitMemory(Unit unit) {
        this.unit = unit;
    }

    /// The mark of a unit's words.
    abstract T mark(String text);

    /// The likeness of a mark and the remembered one most like it, 0 to 1.
    abstract double mostAlike(T mark);

    abstract void remember(T mark);

    @Override
    public final List<Method.Stretch> take(RawArticle article) {
        var text = article.text();
        var own = new ArrayList<T>();
        var stretches = new ArrayList<Method.Stretch>();
        unit.each(text, span -> {
            var mark = mark(span.in(text));
            own.add(mark);
            stretches.add(new Method.Stretch(span.start(), span.end(), mostAlike(mark)));
        });
        own.forEach(this::remember);
        return stretches;
    }
}
