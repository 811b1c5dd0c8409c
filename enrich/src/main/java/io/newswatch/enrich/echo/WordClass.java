package io.newswatch.enrich.echo;

import io.newswatch.contract.Echo.Delta.Kind;
import org.jspecify.annotations.Nullable;

/// What sort of word a token is, as far as the guard cares. The codes are part of the stored form of a [Fingerprint].
enum WordClass {
    /// An ordinary content word.
    OTHER(0, null),
    /// A word that carries grammar, not fact: "the", "of", "which".
    FUNCTION(1, null),
    /// A number in figures or words, an ordinal, a multiplier ("million").
    NUMBER(2, Kind.NUMBER),
    /// A month or a year.
    DATE(3, Kind.DATE),
    /// A weekday, or a day told from today: "yesterday".
    DAY(4, Kind.DAY),
    /// A word with a capital inside the sentence.
    NAME(5, Kind.NAME),
    /// A word with a capital at the sentence's start: perhaps a name.
    OPENING(6, Kind.NAME),
    /// "not", "never", "without".
    NEGATION(7, Kind.NEGATION),
    /// A verb or adjective that has an opposite: "rose", "accused".
    STATUS(8, Kind.STATUS),
    /// What is counted or paid in: "kilometres", "euros", "percent", "weeks". All stand in the lexicon.
    UNIT(9, null),
    /// A verb that carries another verb's time or certainty: "will", "may".
    MODAL(10, Kind.STATUS),
    /// A word, or a sign that is one, of a writing without capitals: perhaps a name.
    CASELESS(11, Kind.OTHER);

    private static final WordClass[] BY_CODE = values();

    final byte code;
    final @Nullable Kind kind;

    /// @param code 0 to 15, never given anew
    /// @param kind what a change of such a word is; null when it is none
    WordClass(int code, @Nullable Kind kind) {
        this.code = (byte) code;
        this.kind = kind;
    }

    /// Whether a replaced word of this class is a changed fact, so that its letters must be kept.
    boolean isGuarded() {
        return kind != null;
    }

    static WordClass of(int code) {
        return BY_CODE[code];
    }

    static int count() {
        return BY_CODE.length;
    }
}
