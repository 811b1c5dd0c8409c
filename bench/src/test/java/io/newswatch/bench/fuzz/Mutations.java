package io.newswatch.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes odd inputs of good ones: cuts, doubles, joins, flips, and pieces that have broken parsers before. The same seed
/// makes the same inputs. Used by one thread.
final class Mutations {

    private static final int LARGEST = 32 * 1024;
    private static final List<String> PIECES = List.of("\0", "\r\n", "\t", "  ", "\"", "'", "{", "}", "[", "]", "<",
            ">",
            "</", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "&e;",
            "&#0;", "&#x110000;", "&amp", "*a", "&a", "<<: *a", "!!java", "---\n", ": ", "- ", "? ", "|", "\\u0000",
            "\\", "-1", "0", "99999999999999999999", "1e999", "NaN", "null", "true", "[]", "{}", "2026-02-30",
            "+999999999-12-31T23:59:59Z", "0000-00-00", "é", "İ", "ß", "ﬃ", "\u200F", "\u2028", "\uFEFF", "\uFFFD",
            "😀",
            "👩‍👩‍👧", "e\u0301\u0301\u0301", "...", "!?", "A.", "a.B", "1,000.5", "http://", "https://[::1]/", "%00",
            "../../", "*", "~", "+ ", "..9 ", " | ");

    private final List<byte[]> seeds;
    private final Random random;

    Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    byte[] next() {
        byte[] input = any();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            input = changed(input);
        }
        return input.length > LARGEST ? Arrays.copyOf(input, LARGEST) : input;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = from + random.nextInt(Math.min(input.length - from, 64) + 1);
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(input, from);
            case 1 -> replaced(input, from, to, new byte[0]);
            case 2 -> replaced(input, from, from, Arrays.copyOfRange(input, from, to));
            case 3 -> replaced(input, from, from, new byte[]{(byte) random.nextInt(256)});
            case 4 -> replaced(input, from, Math.min(input.length, from + 1), new byte[]{(byte) random.nextInt(256)});
            case 5 -> many(input, from, to);
            case 6 -> other(input, from);
            default -> replaced(input, from, random.nextBoolean() ? from : to,
                    PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
        };
    }

    /// Depth and length: one piece a thousand times.
    private byte[] many(byte[] input, int from, int to) {
        if (random.nextInt(8) != 0) {
            return input;
        }
        byte[] piece = random.nextBoolean() && to > from
                ? Arrays.copyOfRange(input, from, to)
                : PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        while (out.size() < LARGEST / 2) {
            out.writeBytes(piece);
        }
        return replaced(input, from, from, out.toByteArray());
    }

    private byte[] other(byte[] input, int from) {
        byte[] tail = any();
        return replaced(input, from, input.length,
                Arrays.copyOfRange(tail, random.nextInt(tail.length + 1), tail.length));
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        var out = new ByteArrayOutputStream(input.length + by.length);
        out.write(input, 0, from);
        out.writeBytes(by);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }
}
