package io.newswatch.enrich.echo;

import java.util.Random;

/// Nonsense of every kind for property tests.
final class RandomText {

    private static final String[] PIECES = {"The", "fleet", "did", "n't", "'", "’s", "2011", "40,000", "6-7/16",
            "twenty", "five",
            "not", "will", "Ankara", "United", "States", "per", "cent", "%", "$", ".", ",", "\"", "字", "กา", "e\u0301",
            "İ", "ı",
            "ß", "\ud83d\ude00", "\ud83d", "\udc00", "\u200d", "\u00ad", "ﬁ", "Ⅷ", "½", "٣", "US", "u.s.", "May",
            "Friday", "\u0000", "ſ", "K"};

    private RandomText() {}

    static String next(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            if (random.nextInt(8) == 0) {
                text.append((char) random.nextInt(0x10000));
            } else {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            if (random.nextInt(3) > 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
