package io.newswatch.ingest.feed;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import io.newswatch.ingest.feed.FeedReading.Fault;
import io.newswatch.ingest.feed.FeedReading.Read;
import io.newswatch.ingest.feed.FeedReading.Unreadable;
import io.newswatch.ingest.text.CharsetReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/// Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF and JSON Feed.
///
/// Two passes over the same words: StAX, which is fast and exact, and only when that fails jsoup's XML mode, which reads
/// anything; both feed one [FeedBuilder]. A feed that needed the second pass is read all the same and says so in `repairs`.
/// Document type declarations are never read: no entity of a document's own is expanded, no address in it is opened.
///
/// Stateless: safe for use by many threads. Cost is linear; depth is capped at 256 levels.
public final class FeedParser {

    private static final int DEEPEST = 256;
    private static final Pattern HTML = Pattern
            .compile(
                    "(?is)^\\s*+(?:<\\?xml[^>]*>\\s*+)?+(?:<!--(?>.*?-->)\\s*+)*+(?:<!doctype\\s+html|<html\\b|<head\\b|<body\\b)");
    private static final Pattern DOCTYPE = Pattern.compile("(?i)<!doctype\\s[^\\[>]*+");
    private static final Pattern END_OF_SUBSET = Pattern.compile("]\\s*+>");
    private static final Pattern ROOT = Pattern.compile("(?i)<(?:[a-z0-9]+:)?(?:rss|rdf|feed|channel)\\b");
    private static final XMLInputFactory FACTORY = factory();

    private FeedParser() {}

    private static XMLInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("external entities are never read");
        });
        return factory;
    }

    /// Reads a feed from what a server answered.
    ///
    /// @param bytes       the body, already decompressed
    /// @param contentType the HTTP header; null when there was none
    /// @param address     where it came from, for relative links; empty when unknown
    public static FeedReading parse(byte[] bytes, @Nullable String contentType, String address) {
        var decoded = CharsetReader.read(bytes, contentType);
        var reading = parse(decoded.text(), address);
        return decoded.repair() != null && reading instanceof Read(var feed)
                ? new Read(feed.repaired(decoded.repair()))
                : reading;
    }

    /// Reads a feed that is text already.
    public static FeedReading parse(String document, String address) {
        var text = document.strip();
        if (text.isEmpty()) {
            return new Unreadable(Fault.EMPTY, "expected a feed, got nothing");
        }
        if (text.charAt(0) == '{') {
            return JsonFeed.parse(text, address);
        }
        boolean looksLikeFeed = ROOT.matcher(text).find();
        if (HTML.matcher(text).find() && !looksLikeFeed) {
            return new Unreadable(Fault.HTML, "expected a feed, got a web page");
        }
        if (!looksLikeFeed) {
            return new Unreadable(Fault.NOT_A_FEED,
                    "expected RSS, Atom or JSON Feed, got a document that starts with \""
                            + start(text) + "\"");
        }
        var exact = new FeedBuilder(address);
        var problem = exactly(text, exact);
        if (problem == null) {
            return exact.isFeed()
                    ? new Read(exact.feed(List.of(), true))
                    : new Unreadable(Fault.NOT_A_FEED, "expected RSS or Atom, got <" + exact.root() + ">");
        }
        var tolerant = new FeedBuilder(address);
        tolerantly(withoutDoctype(text), tolerant);
        boolean complete = isClosed(text);
        if (!tolerant.isFeed()) {
            return new Unreadable(complete ? Fault.NOT_A_FEED : Fault.TRUNCATED, "no feed in this XML: " + problem);
        }
        if (!complete && tolerant.isEmpty()) {
            return new Unreadable(Fault.TRUNCATED, "cut off before the first item: " + problem);
        }
        return new Read(tolerant.feed(List.of(problem), complete));
    }

    /// Looks at the first declaration only, and once: a document of nothing else takes no longer.
    private static String withoutDoctype(String text) {
        var start = DOCTYPE.matcher(text);
        if (!start.find() || start.end() == text.length()) {
            return text;
        }
        if (text.charAt(start.end()) == '>') {
            return text.substring(0, start.start()) + text.substring(start.end() + 1);
        }
        var end = END_OF_SUBSET.matcher(text);
        return end.find(start.end()) ? text.substring(0, start.start()) + text.substring(end.end()) : text;
    }

    /// @return whether the first element that makes it a feed is closed again
    private static boolean isClosed(String text) {
        var root = ROOT.matcher(text);
        return root.find()
                && text.toLowerCase(Locale.ROOT).contains("</" + root.group().substring(1).toLowerCase(Locale.ROOT));
    }

    private static String start(String text) {
        return text.substring(0, Math.min(40, text.length())).replaceAll("\\s+", " ");
    }

    /// @return what was wrong; null when nothing was
    private static @Nullable String exactly(String text, FeedBuilder builder) {
        XMLStreamReader reader = null;
        try {
            reader = FACTORY.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> builder.start(reader.getLocalName(), attributes(reader));
                    case XMLStreamConstants.END_ELEMENT -> builder.end(reader.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> builder.text(reader.getText());
                    case XMLStreamConstants.ENTITY_REFERENCE -> {
                        return "undeclared entity &" + reader.getLocalName() + ";";
                    }
                    default -> {
                        // Comments, processing instructions and the ignored document type tell nothing.
                    }
                }
            }
            return null;
        } catch (XMLStreamException | WstxLazyException e) {
            var message = e.getMessage() == null ? "not well-formed" : e.getMessage();
            var line = message.lines().findFirst().orElse("not well-formed");
            return line.length() > 160 ? line.substring(0, 160) : line;
        } finally {
            close(reader);
        }
    }

    private static void close(@Nullable XMLStreamReader reader) {
        if (reader != null) {
            try {
                reader.close();
            } catch (XMLStreamException _) {
                // It reads from memory: nothing is held.
            }
        }
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        int count = reader.getAttributeCount();
        if (count == 0) {
            return Map.of();
        }
        var attributes = LinkedHashMap.<String, String>newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            var prefix = reader.getAttributePrefix(i);
            var name = prefix == null || prefix.isEmpty()
                    ? reader.getAttributeLocalName(i)
                    : prefix + ":" + reader.getAttributeLocalName(i);
            attributes.put(name.toLowerCase(Locale.ROOT), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static void tolerantly(String text, FeedBuilder builder) {
        var document = Parser.xmlParser().setMaxDepth(DEEPEST).parseInput(text, "");
        document.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (depth > 0 && node instanceof Element element) {
                    var attributes = new LinkedHashMap<String, String>();
                    element.attributes()
                            .forEach(a -> attributes.put(a.getKey().toLowerCase(Locale.ROOT), a.getValue()));
                    builder.start(element.tagName(), attributes);
                } else if (node instanceof CDataNode data) {
                    builder.text(data.getWholeText());
                } else if (node instanceof TextNode words) {
                    builder.text(words.getWholeText());
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (depth > 0 && node instanceof Element element) {
                    builder.end(element.tagName());
                }
            }
        });
    }

    /// @return the addresses of the feeds that a web page names, so that an error can say what to try instead
    public static List<String> linkedFeeds(String html, String address) {
        var found = new ArrayList<String>();
        for (var link : Parser.htmlParser().parseInput(html, address).select(
                "link[rel=alternate][type=application/rss+xml], link[rel=alternate][type=application/atom+xml]")) {
            if (found.size() < 10) {
                found.add(link.absUrl("href"));
            }
        }
        return found;
    }
}
