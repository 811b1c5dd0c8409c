package io.newswatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A checked-in file that is made from the code.
final class GeneratedFile {

    private GeneratedFile() {}

    /// @return a path under the project's root
    static Path of(String path) {
        return Path.of(Objects.requireNonNull(System.getProperty("newswatch.root"), "run by Maven")).resolve(path);
    }

    /// Fails when the file is not what the code makes of it; writes it instead under `-Dnewswatch.docs.write=true`.
    static void assertCurrent(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("newswatch.docs.write")) {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, expected);
        }
        assertThat(file).as("write it anew with: mvn test -pl contract -Dnewswatch.docs.write=true").exists()
                .content().isEqualTo(expected);
    }
}
