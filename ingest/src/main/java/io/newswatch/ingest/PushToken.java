package io.newswatch.ingest;

import io.newswatch.ingest.publish.ArticleFiles;
import io.newswatch.runtime.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// The token that whoever pushes articles must send, where the settings give none.
final class PushToken {

    private PushToken() {}

    /// @return the token in the file; made and written for its owner's eyes only when there is none
    /// @throws SettingException when it is empty, or cannot be read or written
    static String keptIn(Path file) {
        try {
            if (Files.exists(file)) {
                var kept = Files.readString(file).strip();
                if (kept.isEmpty()) {
                    throw new SettingException(
                            "ingest.push-token-file: " + file + " is empty: write a token into it or delete it");
                }
                return kept;
            }
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            var token = HexFormat.of().formatHex(bytes);
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
                channel.write(StandardCharsets.UTF_8.encode(token + "\n"));
            }
            return token;
        } catch (IOException e) {
            throw new SettingException("ingest.push-token-file: the push token cannot be kept in " + file + ": "
                    + ArticleFiles.reason(e) + "; name another file, or set ingest.push-token");
        }
    }
}
