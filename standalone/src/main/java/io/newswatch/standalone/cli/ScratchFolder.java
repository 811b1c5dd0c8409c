package io.newswatch.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/// A temporary folder that is gone when the process is, also after Ctrl-C; only `kill -9` leaves it.
final class ScratchFolder {

    private ScratchFolder() {}

    /// @param prefix of its name
    static Path create(String prefix) throws IOException {
        var folder = Files.createTempDirectory(prefix);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(folder)));
        return folder;
    }

    /// Deletes what is there; whatever is still being written to stays, for a temporary folder is no reason to fail.
    static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // somebody was quicker
        } catch (IOException e) {
            System.err.println("newswatch: the temporary folder " + folder + " could not be deleted: " + e);
        }
    }
}
