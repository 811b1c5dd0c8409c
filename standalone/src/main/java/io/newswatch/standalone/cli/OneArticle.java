package io.newswatch.standalone.cli;

import io.newswatch.contract.RawArticle;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.runtime.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// An argument that names one article: a file of any kind that [ArticleFiles] reads, `articles.jsonl:3` for one line of
/// many, `-` for standard input. A file of an unknown kind is plain text.
///
/// @param given as on the command line
record OneArticle(String given) {

    private static final Pattern LINE = Pattern.compile("(.+):([1-9][0-9]{0,8})");

    boolean isStandardInput() {
        return given.equals("-");
    }

    /// Whether both name the same thing.
    boolean isSameAs(OneArticle other) {
        if (given.equals(other.given)) {
            return true;
        }
        try {
            return Files.isSameFile(Path.of(given), Path.of(other.given));
        } catch (IOException _) { // one of them is not there, which is told when it is read
            return false;
        }
    }

    /// @throws StartException when there is not exactly one article; its message names the argument
    RawArticle read(InputStream standardInput) {
        try {
            if (isStandardInput()) {
                return raw(ArticleFiles.read(standardInput.readNBytes(ArticleFiles.LARGEST), "standard input", false,
                        null));
            }
            var file = Path.of(given);
            if (Files.isRegularFile(file) && ArticleFiles.holdsArticles(file)) {
                return only(all(file));
            }
            if (Files.isDirectory(file)) {
                throw new StartException(given + ": a folder; name one article");
            }
            if (Files.exists(file)) {
                return raw(ArticleFiles.read(Files.readAllBytes(file), given, false, null));
            }
            var line = LINE.matcher(given);
            if (line.matches() && Files.isRegularFile(Path.of(line.group(1)))) {
                return raw(all(Path.of(line.group(1))).stream().filter(found -> origin(found).equals(given)).findFirst()
                        .orElseThrow(() -> new StartException(given + ": no article on that line")));
            }
            throw new StartException(given + ": no such file");
        } catch (IOException e) {
            throw new StartException(given + ": cannot be read: " + ArticleFiles.reason(e), e);
        }
    }

    private static List<Found> all(Path file) {
        var all = new ArrayList<Found>();
        ArticleFiles.read(file, null, all::add);
        return all;
    }

    private RawArticle only(List<Found> all) {
        if (all.size() == 1) {
            return raw(all.getFirst());
        }
        throw new StartException(all.isEmpty()
                ? given + ": no article in it"
                : given + ": " + all.size() + " articles; name one by its line, such as " + origin(all.getFirst()));
    }

    private static String origin(Found found) {
        return switch (found) {
            case Found.Article(ArticleDraft draft) -> draft.origin();
            case Found.Refused(var origin, _, _) -> origin;
        };
    }

    private static RawArticle raw(Found found) {
        return switch (found) {
            case Found.Article(var draft) -> draft.toRaw(null, "unknown", Instant.EPOCH, false, Integer.MAX_VALUE);
            case Found.Refused(var origin, _, var reason) -> throw new StartException(origin + ": " + reason);
        };
    }
}
