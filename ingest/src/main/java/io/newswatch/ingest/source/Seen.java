package io.newswatch.ingest.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A bounded memory of things by their hashes: key, what the feed said of it, and what was published for it, 12 characters
/// each. When it is full the one not met for longest goes. Not safe for use by several threads.
public final class Seen {

    /// What the memory holds of one thing.
    ///
    /// @param said      hash of what the feed said; empty to ask again next time
    /// @param published hash of what was published
    /// @param full      whether the whole article was published, not a summary
    public record Mark(String said, String published, boolean full) {}

    private static final int HASH = 12;
    private static final int ENTRY = 3 * HASH + 1;
    private static final String NOTHING = ".".repeat(HASH);

    private final int most;
    private final LinkedHashMap<String, Mark> marks = new LinkedHashMap<>();

    /// @param text what [#text] wrote, or nothing
    /// @param most how many it holds, at least 1
    public Seen(String text, int most) {
        this.most = most;
        for (int at = 0; at + ENTRY <= text.length(); at += ENTRY) {
            var said = text.substring(at + HASH, at + 2 * HASH);
            marks.put(text.substring(at, at + HASH), new Mark(said.equals(NOTHING) ? "" : said,
                    text.substring(at + 2 * HASH, at + 3 * HASH), text.charAt(at + 3 * HASH) == 'F'));
        }
    }

    /// @return 72 bits of SHA-256, as 12 characters
    public static String hash(String... parts) {
        var bytes = String.join("\u0000", Arrays.asList(parts)).getBytes(StandardCharsets.UTF_8);
        return hash(bytes);
    }

    /// @return 72 bits of SHA-256, as 12 characters
    public static String hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 9));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// @param key by [#hash(String...)]
    /// @return null when it is not remembered; being asked for keeps it from being forgotten
    public @Nullable Mark get(String key) {
        var mark = marks.remove(key);
        if (mark != null) {
            marks.put(key, mark);
        }
        return mark;
    }

    public void put(String key, Mark mark) {
        marks.remove(key);
        marks.put(key, mark);
        if (marks.size() > most) {
            marks.pollFirstEntry();
        }
    }

    /// @return all of it, oldest first
    public String text() {
        var text = new StringBuilder(marks.size() * ENTRY);
        for (Map.Entry<String, Mark> entry : marks.entrySet()) {
            var mark = entry.getValue();
            text.append(entry.getKey()).append(mark.said().isEmpty() ? NOTHING : mark.said()).append(mark.published())
                    .append(mark.full() ? 'F' : 'S');
        }
        return text.toString();
    }
}
