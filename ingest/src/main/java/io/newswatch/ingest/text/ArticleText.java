package io.newswatch.ingest.text;

import io.newswatch.contract.PublicationDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// The article on a web page: its words without menus, teasers, captions and comments.
///
/// How it works: what cannot be article text is pruned (by element, by being hidden, by words in its class names), but never
/// a node that holds more than a quarter of the page's prose, since sites call anything "widget". What is left is a tree of
/// paragraphs, each weighing its length times the share of it that is no link. From `body` we go down as long as one child
/// holds at least 80 % of the weight: that node is the article. Inside it, lists of links and furniture are left out, and
/// paragraphs are read block by block. A page that gives almost nothing is read again with less pruning; what the page says
/// of itself in JSON-LD stands in where the page shows still less.
///
/// Approximate on purpose: no rendering, no scripts, no site profiles. Cost is linear in the page; depth is capped at 400
/// levels and size at 3 million characters. Immutable; reading is stateless and safe for use by many threads.
///
/// @param title       headline; null when the page has none
/// @param text        paragraphs joined by single line feeds; empty when the page holds no article
/// @param publishedAt from JSON-LD, meta or `time`; null when the page does not say
/// @param author      byline; null when unknown
/// @param language    BCP 47 tag; null when not declared
/// @param url         the page's own canonical address; null when it names none
/// @param site        the outlet as the page names it; null when it does not
public record ArticleText(@Nullable String title, String text, @Nullable PublicationDate publishedAt,
        @Nullable String author, @Nullable String language, @Nullable String url,
        @Nullable String site) {

    private static final int LARGEST = 3_000_000;
    private static final int DEEPEST = 400;
    private static final int SHORT = 250;

    private static final Set<String> NEVER = Set.of("script", "style", "noscript", "template", "iframe", "object",
            "embed", "svg", "math", "canvas", "audio", "video", "form", "button", "select", "input", "textarea", "nav",
            "footer", "aside", "dialog", "menu", "map", "applet", "link", "meta", "head", "fieldset", "label");
    private static final Set<String> PICTURE = Set.of("figure", "figcaption", "picture", "img");
    private static final Set<String> BLOCKS = Set.of("p", "div", "section", "article", "main", "body", "li", "ul", "ol",
            "dl", "dt", "dd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tr", "td",
            "th", "pre", "header", "figure", "figcaption", "hr", "address", "center", "details", "summary", "footer",
            "aside", "nav", "form", "fieldset", "amp-img", "caption");

    private static final Pattern JUNK = Pattern.compile(
            "(?:^|[\\s_-])(?:comments?|disqus|share|sharing|sharebar|social|socials|related|relatedposts|recommend(?:ed|ation|ations)?|newsletter|signup|sign-up|subscribe|subscription|promo|promos|promotion|sidebar|breadcrumbs?|byline|bylines|author-?(?:bio|box|info|card|meta)?|authors|footer|footnotes?|navigation|navbar|nav|menu|ads?|adv|advert|adverts|advertisement|advertising|sponsor(?:ed)?|sponsors|tags?|taglist|topics|popular|most-?read|trending|teasers?|cookies?|consent|gdpr|paywall|login|register|meta|metadata|credits?|toolbar|widget|outbrain|taboola|captions?|copyright|print-only|skip|screen-reader(?:-text)?|sr-only|visually-?hidden|hidden|modal|popup|overlay|lightbox|gallery|slideshow|carousel|pagination|pager|timestamp|dateline|pubdate|publish(?:ed)?-?date|article-?date|kicker|eyebrow|rating|poll|survey|rss|feedback|correction-form|read-?more|readmore|more-?(?:on|from|stories|news|links)|see-?also|next-?(?:article|story)|prev|infobox|factbox-links|jump-?to|donate|donation|contribution|membership|app-download|follow|follow-us|tooltip|embed(?:ded)?|media-?(?:caption|credit)|image-?(?:caption|credit)|photo-?(?:caption|credit)|wp-caption(?:-text)?|inline-?(?:links?|related|promo|newsletter)|sticky|banner|masthead|disclaimer|reporter|contributor|aside|teads|dfp|gpt|mpu)(?=$|[\\s_-])");
    private static final Pattern SAYS_ARTICLE = Pattern.compile(
            "(?:^|[\\s_-])(?:article-?body|articlebody|story-?body|storybody|entry-content|post-?content|article-?content|article-?text|story-?content|body-?copy|article__body|content__article-body|main-content|article)(?=$|[\\s_-])");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])|__+");
    private static final Pattern HIDDEN = Pattern.compile("(?i)display\\s*:\\s*none|visibility\\s*:\\s*hidden");
    private static final Pattern BREAK = Pattern.compile("\u2029");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Zs}]+");
    private static final Pattern FURNITURE = Pattern.compile(
            "(?iu)^(?:advertisement|advertising|ad|story continues below.*|article continues (?:below|after).*|continue reading.*|read more[:.]?.{0,120}|read also[:.]?.{0,120}|see also[:.]?.{0,120}|also read[:.]?.{0,120}|related(?: articles?| stories| content| news)?:?.{0,80}|share this.{0,60}|share|follow us.{0,80}|sign up (?:for|to).{0,160}|subscribe (?:to|for|now).{0,120}|click here to.{0,80}|copyright .{0,120}|©.{0,160}|all rights reserved.{0,60}|(?:photo|image|picture|video|photograph)(?: credit| by| courtesy)?:.{0,120}|file photo.{0,60}|tags?:.{0,160}|topics:.{0,160}|filed under:.{0,120}|most read|most popular|trending|newsletter|comments?|leave a comment|loading\\.*|print|email|facebook|twitter|whatsapp|telegram|lire aussi.{0,160}|à lire aussi.{0,160}|mehr zum thema.{0,80}|lesen sie (?:auch|mehr).{0,120}|leia (?:também|mais).{0,120}|lee también.{0,120}|leggi anche.{0,120}|lees ook.{0,120}|läs (?:också|mer).{0,120}|les også.{0,120}|læs også.{0,120}|lue myös.{0,120}|czytaj (?:też|także).{0,120}|читайте также.{0,160}|читайте.{0,12}:.{0,120}|ilgili haberler.{0,60}|oxşar xəbərlər.{0,60}|(?:https?://\\S+))$");

    /// Reads a page.
    ///
    /// @param bytes       the body, already decompressed
    /// @param contentType the HTTP header; null when there was none
    /// @param address     where it came from, for relative links; empty when unknown
    public static ArticleText read(byte[] bytes, @Nullable String contentType, String address) {
        return read(CharsetReader.decode(bytes, contentType), address);
    }

    /// Reads a page that is text already.
    public static ArticleText read(String html, String address) {
        var cut = html.length() > LARGEST ? html.substring(0, LARGEST) : html;
        var page = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(cut, address);
        var about = PageFacts.of(page);
        var text = body(page.clone(), about.title(), true);
        if (text.length() < SHORT) {
            var relaxed = body(page, about.title(), false);
            if (relaxed.length() > 2 * text.length()) {
                text = relaxed;
            }
        }
        var declared = about.articleBody();
        if (declared != null && declared.length() > SHORT && text.length() < 0.4 * declared.length()) {
            text = declared;
        }
        return new ArticleText(about.title(), text, about.publishedAt(), about.author(), about.language(), about.url(),
                about.site());
    }

    /// The words of a piece of HTML, as feeds carry them: all of it is text.
    ///
    /// @return paragraphs joined by single line feeds
    public static String ofFragment(String html) {
        var body = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, "").body();
        body.select("script, style, iframe, object, embed, noscript, figure, form, button").remove();
        var paragraphs = new Paragraphs(new Weights(body), false);
        paragraphs.read(body);
        return paragraphs.text(null);
    }

    private static String body(Document page, @Nullable String title, boolean strict) {
        var body = page.body();
        prune(body, strict);
        var weights = new Weights(body);
        var article = weights.article();
        var paragraphs = new Paragraphs(weights, strict);
        paragraphs.read(article);
        return paragraphs.text(title);
    }

    private static void prune(Element body, boolean strict) {
        int all = prose(body);
        for (var element : body.getAllElements()) {
            if (element.normalName().equals("body") || element.parent() == null) {
                continue;
            }
            var name = element.normalName();
            boolean never = NEVER.contains(name);
            boolean hidden = element.hasAttr("hidden") || HIDDEN.matcher(element.attr("style")).find()
                    || (element.attr("aria-hidden").equals("true") && !name.equals("p"));
            boolean junk = strict && (PICTURE.contains(name) || isJunk(element));
            if (!never && !hidden && !junk) {
                continue;
            }
            boolean keep = !name.equals("script") && !name.equals("style") && !name.equals("noscript")
                    && prose(element) > all / 4;
            if (!keep) {
                element.remove();
            }
        }
    }

    private static boolean isJunk(Element element) {
        var name = element.normalName();
        if (name.equals("p") || name.equals("body") || name.equals("article") || name.equals("main")
                || name.equals("a") || name.equals("em") || name.equals("strong")) {
            return name.equals("p") && element.hasAttr("class")
                    && JUNK.matcher(words(element.className())).find() && element.text().length() < 300;
        }
        var role = element.attr("role");
        if (role.equals("navigation") || role.equals("complementary") || role.equals("banner")
                || role.equals("contentinfo") || role.equals("dialog") || role.equals("search")) {
            return true;
        }
        var named = words(element.className() + " " + element.id() + " " + element.attr("data-component"));
        if (named.isBlank() || !JUNK.matcher(named).find()) {
            return element.attr("itemprop").equals("author");
        }
        return !SAYS_ARTICLE.matcher(named).find() || element.text().length() < SHORT;
    }

    private static String words(String names) {
        return CAMEL.matcher(names).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /// Characters of paragraphs that are no links: what a reader reads.
    private static int prose(Element root) {
        int[] sum = {0};
        root.traverse((node, _) -> {
            if (node instanceof TextNode text && !text.isBlank() && !insideLinkOrScript(text)) {
                int length = text.getWholeText().strip().length();
                sum[0] += length > 40 ? length : 0;
            }
        });
        return sum[0];
    }

    private static boolean insideLinkOrScript(Node node) {
        for (var up = node.parent(); up instanceof Element element; up = up.parent()) {
            var name = element.normalName();
            if (name.equals("a") || name.equals("script") || name.equals("style") || name.equals("noscript")) {
                return true;
            }
            if (BLOCKS.contains(name)) {
                return false;
            }
        }
        return false;
    }

    /// What each node holds, counted once from the leaves up.
    private static final class Weights {

        private final Element body;
        private final Map<Element, double[]> held = new HashMap<>();

        Weights(Element body) {
            this.body = body;
            count(body, false);
        }

        /// @return {characters, characters in links, weight of paragraphs}
        double[] of(Element element) {
            return held.getOrDefault(element, new double[3]);
        }

        double linkShare(Element element) {
            var counted = of(element);
            return counted[0] == 0 ? 0 : counted[1] / counted[0];
        }

        private double[] count(Element element, boolean inLink) {
            boolean link = inLink || element.normalName().equals("a");
            var sum = new double[3];
            double own = 0;
            double ownLinks = 0;
            for (var child : element.childNodes()) {
                if (child instanceof TextNode text) {
                    int length = text.isBlank() ? 0 : SPACE.matcher(text.getWholeText()).replaceAll(" ").length();
                    own += length;
                    ownLinks += link ? length : 0;
                } else if (child instanceof Element inner) {
                    var part = count(inner, link);
                    if (BLOCKS.contains(inner.normalName())) {
                        sum[2] += part[2];
                        sum[0] += part[0];
                        sum[1] += part[1];
                    } else {
                        own += part[0];
                        ownLinks += part[1];
                        sum[2] += part[2];
                    }
                }
            }
            sum[0] += own;
            sum[1] += ownLinks;
            if (BLOCKS.contains(element.normalName()) && own >= 25) {
                double share = ownLinks / own;
                double factor = switch (element.normalName()) {
                    case "li", "td", "th", "dd" -> 0.4;
                    case "h1", "h2", "h3", "h4", "h5", "h6" -> 0.2;
                    default -> 1;
                };
                sum[2] += share > 0.6 ? 0 : own * (1 - share) * factor;
            }
            held.put(element, sum);
            return sum;
        }

        Element article() {
            var node = body;
            while (true) {
                Element next = null;
                double all = of(node)[2];
                for (var child : node.children()) {
                    if (of(child)[2] >= 0.8 * all && all > 0) {
                        next = child;
                        break;
                    }
                }
                if (next == null || isParagraph(next)
                        || !(BLOCKS.contains(next.normalName()) || isContainer(next))) {
                    return node;
                }
                node = next;
            }
        }

        private static boolean isContainer(Element element) {
            return element.children().stream().anyMatch(child -> BLOCKS.contains(child.normalName()));
        }

        private static boolean isParagraph(Element element) {
            return switch (element.normalName()) {
                case "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "li" -> true;
                default -> false;
            };
        }
    }

    /// The blocks of the article, in order.
    private static final class Paragraphs {

        private final Weights weights;
        private final boolean strict;
        private final List<String> found = new ArrayList<>();
        private final List<Boolean> headings = new ArrayList<>();
        private final StringBuilder open = new StringBuilder();

        Paragraphs(Weights weights, boolean strict) {
            this.weights = weights;
            this.strict = strict;
        }

        void read(Element article) {
            blocks(article, false);
            close(false);
        }

        private void blocks(Element element, boolean heading) {
            for (var child : element.childNodes()) {
                if (child instanceof TextNode text) {
                    open.append(text.getWholeText());
                } else if (child instanceof Element inner) {
                    var name = inner.normalName();
                    if (name.equals("br")) {
                        open.append(isDoubleBreak(inner) ? "\u2029" : " ");
                    } else if (BLOCKS.contains(name)) {
                        close(heading);
                        if (!isLinkList(inner)) {
                            blocks(inner, isHeading(name));
                        }
                        close(isHeading(name));
                    } else {
                        blocks(inner, heading);
                    }
                }
            }
        }

        private static boolean isHeading(String name) {
            return name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6';
        }

        private static boolean isDoubleBreak(Element br) {
            var next = br.nextSibling();
            while (next instanceof TextNode text && text.isBlank()) {
                next = next.nextSibling();
            }
            return next instanceof Element element && element.normalName().equals("br");
        }

        private boolean isLinkList(Element block) {
            var counted = weights.of(block);
            if (counted[0] == 0) {
                return false;
            }
            double share = weights.linkShare(block);
            return switch (block.normalName()) {
                case "ul", "ol", "dl", "table" -> share > 0.5;
                case "p", "blockquote", "pre", "h2", "h3", "h4" -> share > 0.9 && counted[0] < 200 && strict;
                default -> share > 0.6 && counted[0] > 0;
            };
        }

        private void close(boolean heading) {
            for (var part : BREAK.split(open, -1)) {
                var text = SPACE.matcher(part).replaceAll(" ").strip();
                if (!text.isEmpty() && text.codePoints().anyMatch(Character::isLetterOrDigit)) {
                    found.add(text);
                    headings.add(heading);
                }
            }
            open.setLength(0);
        }

        String text(@Nullable String title) {
            var kept = new ArrayList<String>();
            for (int i = 0; i < found.size(); i++) {
                var paragraph = found.get(i);
                boolean repeatsTitle = title != null && kept.isEmpty() && paragraph.equalsIgnoreCase(title);
                boolean headsNothing = headings.get(i) && (i + 1 >= found.size() || paragraph.length() < 3);
                boolean twice = !kept.isEmpty() && kept.getLast().equals(paragraph);
                if (!repeatsTitle && !headsNothing && !twice
                        && !(paragraph.length() < 200 && FURNITURE.matcher(paragraph).matches())) {
                    kept.add(paragraph);
                }
            }
            return String.join("\n", kept);
        }
    }
}
