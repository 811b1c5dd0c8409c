package io.newswatch.alerts.rule;

import io.newswatch.contract.Rule;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;

/// Which sentences a rule looks at, as one bit of a mask.
enum Scope {
    /// New and changed sentences.
    NEWS,
    /// Changed sentences only.
    CHANGED,
    /// Every sentence but furniture.
    ALL;

    int bit() {
        return switch (this) {
            case NEWS -> 1;
            case CHANGED -> 2;
            case ALL -> 4;
        };
    }

    static Scope of(Rule.Match match) {
        return match.changed() ? CHANGED : match.novelOnly() ? NEWS : ALL;
    }

    /// All scopes that a sentence belongs to; none for furniture and self-repeats.
    static int bitsOf(Sentence sentence) {
        if (!sentence.flags().isEmpty()) {
            return 0;
        }
        return ALL.bit() | (sentence.verdict() == Verdict.REPEAT ? 0 : NEWS.bit())
                | (sentence.verdict() == Verdict.REPEAT_CHANGED ? CHANGED.bit() : 0);
    }
}
