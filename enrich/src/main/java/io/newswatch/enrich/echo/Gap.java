package io.newswatch.enrich.echo;

/// What stands between two words of the earlier sentence that have their partners in order, and between those partners: words
/// of one sentence that gave way to words of the other. Words that only moved lie in it too.
///
/// @param was perhaps none
/// @param now perhaps none, not both
record Gap(Run was, Run now) {

    /// Within so many words on either side a fact stands against another although both occur elsewhere too.
    private static final int SMALL = 3;

    boolean isSmall() {
        return was.words() <= SMALL && now.words() <= SMALL;
    }

    /// Whether there is a word on either side, and no more.
    boolean isWordForWord() {
        return was.words() == 1 && now.words() == 1;
    }
}
