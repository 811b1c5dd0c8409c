package io.newswatch.standalone.trial;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

/// Articles of one length without end, the same in every run: to measure with. Either nobody wrote them ([SyntheticNews]),
/// or they are cut from real texts; when those are used up they are told again with other words (each longer word, name and
/// number becomes another one of its length), so that the memory always has news to learn and none of it is like what was told
/// before. Used by one thread.
final class NewsOfLength {

    private static final Instant BEGIN = Instant.parse("2024-03-04T08:00:00Z");
    private static final int SHORTEST_CHANGED = 5;
    private static final int LETTERS = 26;
    private static final int DIGITS = 10;

    private final int length;
    private final @Nullable String texts;
    private final SyntheticNews synthetic = new SyntheticNews(1, "throughput");
    private int at;
    private int telling;
    private int count;

    private NewsOfLength(int length, @Nullable String texts) {
        this.length = length;
        this.texts = texts;
    }

    /// @param length of each, characters
    static NewsOfLength synthetic(int length) {
        return new NewsOfLength(length, null);
    }

    /// @param length of each, characters
    /// @param file   a text a line, behind the line's last tab where it has one; packed when its name ends in .gz
    static NewsOfLength of(int length, Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                var lines = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8))) {
            var texts = new StringBuilder();
            lines.lines().forEach(line -> texts.append(line, line.lastIndexOf('\t') + 1, line.length()).append('\n'));
            if (texts.length() < 2 * length) {
                throw new IOException(
                        file + " holds " + texts.length() + " characters of text; two articles of " + length
                                + " are the least");
            }
            return new NewsOfLength(length, texts.toString());
        }
    }

    /// @return the next article, a millisecond after the one before
    RawArticle next() {
        var arrivedAt = BEGIN.plusMillis(count++);
        var text = texts == null ? synthetic(arrivedAt) : cut(texts);
        var id = String.format(Locale.ROOT, "%032x", count);
        var title = String.join(" ", List.of(text.split("\\s+", 8)).subList(0, 7));
        return new RawArticle(id, "wire.example/all", "wire.example", "https://wire.example/news/" + id, title, text,
                Extent.FULL, false, null, "en", null, arrivedAt, RawArticle.contentHash(title, text), false);
    }

    private String synthetic(Instant arrivedAt) {
        var text = new StringBuilder(synthetic.next(arrivedAt).text());
        while (text.length() < length) {
            text.append('\n').append(synthetic.next(arrivedAt).text());
        }
        return text.substring(0, length);
    }

    private String cut(String all) {
        if (at + length > all.length()) {
            at = 0;
            telling++;
        }
        var piece = all.substring(at, at + length).strip();
        at += length;
        return telling == 0 ? piece : inOtherWords(piece, telling % LETTERS);
    }

    private static String inOtherWords(String text, int shift) {
        var changed = text.toCharArray();
        int start = 0;
        for (int i = 0; i <= changed.length; i++) {
            if (i < changed.length && isLetter(changed[i])) {
                continue;
            }
            for (int letter = start; i - start >= SHORTEST_CHANGED && letter < i; letter++) {
                changed[letter] = shifted(changed[letter], changed[letter] < 'a' ? 'A' : 'a', LETTERS, shift);
            }
            if (i < changed.length && changed[i] >= '0' && changed[i] <= '9') {
                changed[i] = shifted(changed[i], '0', DIGITS, shift);
            }
            start = i + 1;
        }
        return new String(changed);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static char shifted(char c, char first, int of, int shift) {
        return (char) (first + (c - first + shift) % of);
    }
}
