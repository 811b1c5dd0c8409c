package io.newswatch.bench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Forms in which the targets take their bytes.
final class Inputs {

    private Inputs() {}

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// @return one file for each name and process, overwritten by the next input
    static Path file(String name, byte[] bytes) {
        try {
            return Files.write(Folder.PATH.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Folder {

        static final Path PATH = make();

        private static Path make() {
            try {
                var folder = Files.createTempDirectory("newswatch-fuzz");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void remove(Path folder) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException _) {
                // it lies in the system's folder for such things
            }
        }
    }
}
