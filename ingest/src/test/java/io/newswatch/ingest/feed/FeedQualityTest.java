package io.newswatch.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.newswatch.contract.PublicationDate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Floors under what is read of feedparser's corpus of odd feeds; needs the data folder beside the checkout.
class FeedQualityTest {

    private static final int LEAST_PARSED = 1670;
    private static final int LEAST_MET = 355;
    /// Told apart: they ask for feedparser's own way to clean HTML and to resolve addresses.
    private static final Set<String> APART = Set.of("sanitize", "base");

    @Test
    void odd_feeds_are_read_as_well_as_they_were() throws IOException {
        var data = Path.of(System.getProperty("newswatch.shared", "../shared"), "data/feeds");
        assumeTrue(Files.isDirectory(data), "no " + data + ": the measuring data is not beside this checkout");
        var feeds = feeds(data.resolve("feedparser-tests.tgz"));
        int parsed = 0;
        int met = 0;
        for (var feed : JsonMapper.builder().build().readTree(data.resolve("feedparser-expect.json").toFile())) {
            var name = feed.get("file").asString();
            var read = feeds.get(name);
            parsed += read != null && hasWhatIsAsked(read, feed) ? 1 : 0;
            met += APART.contains(name.split("/", -1)[1])
                    ? 0
                    : (int) core(feed).filter(expected -> read != null && holds(expected, read)).count();
        }
        assertThat(parsed).as("feeds parsed").isGreaterThanOrEqualTo(LEAST_PARSED);
        assertThat(met).as("expectations met on title, link, id and times").isGreaterThanOrEqualTo(LEAST_MET);
    }

    /// Whether anything came out of a feed that something is asked of.
    private static boolean hasWhatIsAsked(Feed read, JsonNode feed) {
        boolean asked = StreamSupport.stream(feed.get("clauses").spliterator(), false)
                .map(clause -> clause.get("path").path(0).asString(""))
                .anyMatch(part -> part.equals("feed") || part.equals("entries"));
        return !asked || !read.items().isEmpty() || given(read.title()) || given(read.link());
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private static java.util.stream.Stream<JsonNode> core(JsonNode feed) {
        return StreamSupport.stream(feed.get("clauses").spliterator(), false)
                .filter(clause -> clause.get("op").asString().equals("==")).filter(clause -> {
                    var path = clause.get("path");
                    return CORE.contains(path.path(path.size() - 1).asString(""))
                            && path.size() == (path.get(0).asString().equals("feed") ? 2 : 3);
                });
    }

    private static final Set<String> CORE = Set.of("title", "link", "id", "published_parsed", "updated_parsed",
            "issued_parsed", "modified_parsed");

    private static boolean holds(JsonNode clause, Feed feed) {
        var path = clause.get("path");
        var name = path.get(path.size() - 1).asString();
        if (path.get(0).asString().equals("feed")) {
            return same(clause.get("value"), switch (name) {
                case "title" -> feed.title();
                case "link" -> feed.link();
                case "id" -> feed.id();
                case "published_parsed", "issued_parsed" -> feed.published();
                default -> feed.updated();
            });
        }
        int index = path.get(1).asInt();
        int at = index < 0 ? feed.items().size() + index : index;
        if (!path.get(1).isNumber() || at < 0 || at >= feed.items().size()) {
            return same(clause.get("value"), null);
        }
        var item = feed.items().get(at);
        return same(clause.get("value"), switch (name) {
            case "title" -> item.title();
            case "link" -> item.link();
            case "id" -> item.id();
            case "published_parsed", "issued_parsed" -> item.published();
            default -> item.updated();
        });
    }

    /// Texts are equal, absent being empty; a time is a list of year, month, day, hour, minute, second in UTC.
    private static boolean same(JsonNode wanted, @Nullable Object found) {
        if (!wanted.isArray()) {
            return wanted.asString("").equals(found == null ? "" : found.toString());
        }
        if (!(found instanceof PublicationDate date)) {
            return false;
        }
        var time = date.from().atOffset(ZoneOffset.UTC);
        int[] parts = {time.getYear(), time.getMonthValue(), time.getDayOfMonth(), time.getHour(), time.getMinute(),
                time.getSecond()};
        for (int i = 0; i < parts.length; i++) {
            if (wanted.get(i).asInt() != parts[i]) {
                return false;
            }
        }
        return true;
    }

    /// @return by path below the archive's top folder, those that can be read
    private static Map<String, Feed> feeds(Path archive) throws IOException {
        var feeds = new HashMap<String, Feed>();
        try (var in = new GZIPInputStream(Files.newInputStream(archive))) {
            for (byte[] header = in.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; header = in
                    .readNBytes(BLOCK)) {
                byte[] content = content(in, header);
                var name = text(header, 345, 155) + text(header, 0, 100);
                if (FeedParser.parse(content, null, "") instanceof FeedReading.Read(var feed)) {
                    feeds.put(name.substring(name.indexOf('/') + 1), feed);
                }
            }
        }
        return feeds;
    }

    /// A tar archive is blocks of so many bytes: a header, then the file.
    private static final int BLOCK = 512;

    private static byte[] content(InputStream in, byte[] header) throws IOException {
        int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
        byte[] content = in.readNBytes(size);
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return content;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }
}
