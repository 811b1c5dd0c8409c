package io.newswatch.alerts.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How a file, or a folder of YAML files, looks from outside: another state means that something was written, added or taken
/// away. Immutable.
///
/// @param files  those that are there
/// @param hidden why they could not be looked at; empty when they could
public record FileState(List<Look> files, String hidden) {

    /// One file.
    public record Look(Path file, FileTime modified, long size) {}

    public FileState {
        files = List.copyOf(files);
    }

    /// Whether something was written, added or taken away since then, as far as the times of the files tell.
    public static boolean touchedSince(Path path, Instant then) {
        try {
            for (var file : Stream.concat(Stream.of(path), YamlFile.filesIn(path).stream()).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isAfter(then)) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return true; // gone this moment
        }
    }

    public static FileState of(Path path) {
        var files = new ArrayList<Look>();
        try {
            for (var file : YamlFile.filesIn(path)) {
                if (Files.exists(file)) {
                    files.add(new Look(file, Files.getLastModifiedTime(file), Files.size(file)));
                }
            }
            return new FileState(files, "");
        } catch (IOException e) {
            return new FileState(List.of(), e.toString());
        }
    }
}
