package io.newswatch.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The files that a command's paths mean.
final class InputFiles {

    private InputFiles() {}

    /// @param wanted which files of a folder count; a file named outright always does
    /// @return in the order given, folders by name; what is not there is named on `err`
    static List<Path> below(List<Path> paths, Predicate<Path> wanted, PrintWriter err) {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                try (var walk = Files.walk(path)) {
                    walk.filter(InputFiles::mayBeRead).filter(wanted).sorted().forEach(files::add);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot list " + path, e);
                }
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                err.println(path + ": no such file or folder");
            }
        }
        return files;
    }

    /// A link to nothing may: whoever reads it says so.
    private static boolean mayBeRead(Path file) {
        return Files.isRegularFile(file) || (Files.isSymbolicLink(file) && !Files.exists(file));
    }

    /// @return how many of the paths are not there
    static int missing(List<Path> paths) {
        return (int) paths.stream().filter(path -> !Files.exists(path)).count();
    }
}
