package io.newswatch.ingest.publish;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.PublicationDate.Precision;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.ingest.text.ArticleText;
import io.newswatch.ingest.text.CharsetReader;
import io.newswatch.ingest.text.DateReader;
import io.newswatch.ingest.text.PlainTextScrape;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Files to articles: `.txt` (cleaned as a scrape), `.html`/`.htm` (the article on the page) and `.jsonl`/`.ndjson` (one
/// article a line, its text exactly as given), each also with `.gz` behind. What cannot be read is reported where it stands,
/// and the rest goes on. JSON lines are read one by one, so a file may be of any size.
///
/// Stateless: safe for use by many threads.
public final class ArticleFiles {

    /// The largest text or HTML file and the longest JSON line, bytes after decompression.
    public static final int LARGEST = 8 * 1024 * 1024;

    /// What was found at one place of a file.
    public sealed interface Found {

        /// An article.
        record Article(ArticleDraft draft) implements Found {}

        /// Something that is no article.
        ///
        /// @param origin file, or `file:line`
        /// @param fault  what is wrong, for counters
        /// @param reason what was expected and what came
        record Refused(String origin, Fault fault, String reason) implements Found {}
    }

    private ArticleFiles() {}

    /// @return whether files of this name can hold articles
    public static boolean holdsArticles(Path file) {
        return kind(file) != null && !file.getFileName().toString().startsWith(".");
    }

    /// The article files among and below some paths, folders in order of their names; a file named outright is returned
    /// whatever its name, and so is a folder below that cannot be listed. Links to folders are not followed.
    ///
    /// @throws IOException when a path is not there or a folder cannot be listed
    public static List<Path> list(List<Path> filesOrFolders) throws IOException {
        var found = new ArrayList<Path>();
        for (var path : filesOrFolders) {
            if (!Files.isDirectory(path)) {
                if (!Files.exists(path)) {
                    throw new IOException("no such file or folder: " + path);
                }
                found.add(path);
                continue;
            }
            var below = new ArrayList<Path>();
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (holdsArticles(file)) {
                        below.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (file.equals(path)) {
                        throw e;
                    }
                    // Taken away meanwhile, or closed to us; whoever reads it says so.
                    if (!(e instanceof NoSuchFileException)) {
                        below.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            below.sort(null);
            found.addAll(below);
        }
        return found;
    }

    /// Reads one file; every article and every refusal goes to `sink` in the order of the file.
    ///
    /// @param outlet the outlet where the file does not tell; null to leave it open
    public static void read(Path file, @Nullable String outlet, Consumer<Found> sink) {
        var kind = kind(file);
        if (kind == null) {
            sink.accept(new Found.Refused(file.toString(), Fault.OTHER_KIND,
                    "not an article file; expected .txt, .html, .htm, .jsonl or .ndjson, also with .gz"));
            return;
        }
        try (var in = open(file)) {
            switch (kind) {
                case JSON_LINES -> readLines(in, file, outlet, sink);
                case TEXT, HTML -> {
                    var bytes = in.readNBytes(LARGEST + 1);
                    sink.accept(bytes.length > LARGEST
                            ? new Found.Refused(file.toString(), Fault.TOO_LARGE, "larger than " + LARGEST + " bytes")
                            : read(bytes, file.toString(), kind == Kind.HTML, outlet));
                }
            }
        } catch (IOException e) {
            sink.accept(new Found.Refused(file.toString(), Fault.UNREADABLE, "cannot be read: " + reason(e)));
        }
    }

    /// Reads an article of plain text or HTML. What the readers stumble over is one refusal more, and no end of those behind it.
    ///
    /// @param origin where the bytes are from, for people
    /// @param outlet the outlet where the bytes do not tell; null to leave it open
    public static Found read(byte[] bytes, String origin, boolean html, @Nullable String outlet) {
        try {
            return readWhole(bytes, origin, html, outlet);
        } catch (RuntimeException | StackOverflowError e) {
            return new Found.Refused(origin, Fault.UNREADABLE, "cannot be read, by a mistake of ours: " + e);
        }
    }

    private static Found readWhole(byte[] bytes, String origin, boolean html, @Nullable String outlet) {
        if (bytes.length == 0) {
            return new Found.Refused(origin, Fault.NO_WORDS, "the file is empty");
        }
        if (CharsetReader.looksBinary(bytes)) {
            return new Found.Refused(origin, Fault.NOT_TEXT, "not text of any charset but binary (" + bytes.length
                    + " bytes)");
        }
        if (html) {
            var page = ArticleText.read(bytes, null, "");
            return page.text().isBlank()
                    ? new Found.Refused(origin, Fault.NO_WORDS,
                            "no article text on this page (" + bytes.length + " bytes)")
                    : new Found.Article(new ArticleDraft(null, origin, page.site() == null ? outlet : page.site(),
                            page.url(), page.title(), page.text(),
                            Extent.FULL, page.author(), page.language(), page.publishedAt(), null));
        }
        var scrape = PlainTextScrape.read(CharsetReader.decode(bytes, null));
        return scrape.text().isBlank()
                ? new Found.Refused(origin, Fault.NO_WORDS, "no words left after cleaning (" + bytes.length + " bytes)")
                : new Found.Article(new ArticleDraft(null, origin,
                        scrape.outlet() == null ? outlet : scrape.outlet(), null, scrape.title(), scrape.text(),
                        Extent.FULL, scrape.author(), null, scrape.publishedAt(), null));
    }

    /// Reads an article written as a JSON object: `text`, and optional `id`, `title`, `url`, `source`, `author`, `language`
    /// or `lang`, `publishedAt` or `published`, `arrivedAt` or `time`.
    public static Found read(JsonNode json, String origin, @Nullable String outlet) {
        if (!json.isObject()) {
            return new Found.Refused(origin, Fault.WRONG_FIELD,
                    "expected an object like {\"text\":\"...\"}, found " + kindOf(json));
        }
        try {
            var text = string(json, "text");
            if (text == null || text.isBlank()) {
                return new Found.Refused(origin, Fault.WRONG_FIELD,
                        "\"text\" is " + (text == null ? "missing" : "blank"));
            }
            var source = string(json, "source");
            return new Found.Article(new ArticleDraft(string(json, "id"), origin, source == null ? outlet : source,
                    string(json, "url"), string(json, "title"), text, Extent.FULL, string(json, "author"),
                    string(json, "language", "lang"), date(json), arrival(json)));
        } catch (FieldException e) {
            return new Found.Refused(origin, Fault.WRONG_FIELD, String.valueOf(e.getMessage()));
        }
    }

    private static void readLines(InputStream in, Path file, @Nullable String outlet, Consumer<Found> sink)
            throws IOException {
        var line = new ByteArrayOutputStream(8_192);
        int number = 0;
        boolean tooLong = false;
        boolean empty = true;
        int next = 0;
        while (next >= 0) {
            next = in.read();
            empty &= next < 0;
            if (next == '\n' || next < 0) {
                number++;
                var origin = file + ":" + number;
                if (tooLong) {
                    sink.accept(new Found.Refused(origin, Fault.TOO_LARGE, "a line longer than " + LARGEST + " bytes"));
                } else if (line.size() > 0) {
                    readLine(line.toByteArray(), number, origin, outlet, sink);
                }
                line.reset();
                tooLong = false;
            } else if (line.size() >= LARGEST) {
                tooLong = true;
            } else {
                line.write(next);
            }
        }
        if (empty) {
            sink.accept(new Found.Refused(file.toString(), Fault.NO_WORDS, "the file is empty"));
        }
    }

    private static void readLine(byte[] line, int number, String origin, @Nullable String outlet,
            Consumer<Found> sink) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException _) {
            sink.accept(new Found.Refused(origin, Fault.NOT_TEXT, "not UTF-8"));
            return;
        }
        var stripped = (number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text).strip();
        if (stripped.isEmpty()) {
            return;
        }
        try {
            sink.accept(read(JsonSerde.MAPPER.readTree(stripped), origin, outlet));
        } catch (JacksonException e) {
            sink.accept(new Found.Refused(origin, Fault.NOT_JSON, "not JSON: " + e.getOriginalMessage()));
        }
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return in;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(in), 1 << 16);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static @Nullable String string(JsonNode json, String... names) {
        for (var name : names) {
            var value = json.get(name);
            if (value == null || value.isNull()) {
                continue;
            }
            if (value.isString()) {
                return value.asString();
            }
            if (name.equals("id") && value.isIntegralNumber()) {
                return value.asString();
            }
            throw new FieldException("\"" + name + "\" must be a string, found " + kindOf(value));
        }
        return null;
    }

    private static @Nullable PublicationDate date(JsonNode json) {
        var text = string(json, "publishedAt", "published");
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return PublicationDate.parse(text);
        } catch (IllegalArgumentException e) {
            return DateReader.read(text).orElseThrow(() -> new FieldException(e.getMessage()));
        }
    }

    private static @Nullable Instant arrival(JsonNode json) {
        var text = string(json, "arrivedAt", "time");
        if (text == null || text.isBlank()) {
            return null;
        }
        var date = DateReader.read(text).filter(read -> read.precision() == Precision.INSTANT);
        return date.orElseThrow(() -> new FieldException(
                "\"arrivedAt\" must be a time like 2022-12-05T16:54:44Z, was \"" + text + "\"")).from();
    }

    private static String kindOf(JsonNode json) {
        return json.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /// @return what to tell people of an error with a file
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it is not there, or is a link to nothing";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private enum Kind {
        TEXT, HTML, JSON_LINES
    }

    private static @Nullable Kind kind(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        var plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".txt")) {
            return Kind.TEXT;
        }
        if (plain.endsWith(".html") || plain.endsWith(".htm")) {
            return Kind.HTML;
        }
        return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? Kind.JSON_LINES : null;
    }

    /// A field that is not what it should be; the message is for people.
    private static final class FieldException extends RuntimeException {

        private static final long serialVersionUID = 1;

        FieldException(@Nullable String message) {
            super(message);
        }
    }
}
