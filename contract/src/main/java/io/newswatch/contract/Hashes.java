package io.newswatch.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Stable ids: the same parts give the same id in every process and every version. Safe for use by many threads.
public final class Hashes {

    private Hashes() {}

    /// The first 128 bits of SHA-256 over the parts, each closed by a zero byte so that ("ab", "c") and ("a", "bc")
    /// differ.
    ///
    /// @return 32 lower-case hexadecimal digits
    public static String hex128(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
