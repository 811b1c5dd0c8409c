package io.newswatch.ingest.text;

import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.PublicationDate.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// An article out of a text file that some scraper wrote: the site's menus, stray tags, bylines and date lines go, every word
/// of the article stays. Works line by line, from both ends inwards:
///
/// - **head**: breadcrumbs, lines of furniture, date lines and `Link [...]` are read for what they tell (when it was
///   published) and dropped, until the first line of prose. A short line without a full stop before it is the title.
/// - **tail**: furniture, what follows a "Most read" heading without being a sentence, and date stamps are dropped. A bare
///   stamp at the end is the scraper's own clock and says nothing of the article.
/// - **between**: only tags, lines that are furniture word for word, and the glue of a byline are touched.
///
/// Immutable; the reading is stateless and linear in the text: safe for use by many threads.
///
/// @param title       null when the file has none
/// @param text        paragraphs joined by single line feeds; empty when nothing but junk was there
/// @param publishedAt from the `Link [...]` line, else from the article's own date line; null when neither is there
/// @param author      from the byline; null when there is none
/// @param outlet      from a byline of two parts ("By Caspian LedgerBy Nigar Safarli..."); null when there is none
public record PlainTextScrape(@Nullable String title, String text, @Nullable PublicationDate publishedAt,
        @Nullable String author, @Nullable String outlet) {

    private static final int LONGEST_TITLE = 220;

    private static final Pattern BLOCK_TAG = Pattern
            .compile("(?i)</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote|tr|table|section|article|header|footer)\\b[^<>]*>");
    private static final Pattern INLINE_TAG = Pattern.compile(
            "(?i)</?(?:html|head|body|span|strong|em|b|i|u|a|font|center|td|th|tbody|img|script|style|figure|main|small|sup|sub|noscript|iframe)\\b[^<>]*>|<!--.{0,1000}?-->|<!doctype[^<>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#\\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});");
    private static final Pattern INVISIBLE = Pattern
            .compile("[\\u200b\\u200e\\u200f\\u2060\\ufeff\\u00ad\\x00-\\x08\\x0b\\x0e-\\x1f]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t]+");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private static final Pattern LINK_LINE = Pattern.compile(
            "(?iuU)^(?:link|source|url|original|kaynak|bağlantı|mənbə|keçid|link:|ссылка|источник)\\s*:?\\s*[\\[(]([^\\])]{4,60})[\\])].{0,80}$");
    private static final Pattern CRUMB = Pattern.compile("\\s*(?:>>|»|›|→|::|\\s>\\s|\\s/\\s|\\s\\|\\s)\\s*");
    private static final Pattern DATE_LABEL = Pattern.compile(
            "(?iuU)\\b(?:date|published|publication|updated|last|posted|modified|on|at|time|tarih|tarihi|yayın|yayınlanma|yayinlanma|giriş|güncelleme|güncellenme|son|saat|tarix|tarixi|yayımlanıb|dərc|yenilənib|дата|опубликовано|обновлено|публикации|время|в|г|год|года)\\b");
    private static final Pattern OWN_DATE_LABEL = Pattern.compile(
            "(?iuU)\\b(?:date|published|posted|tarih|tarihi|yayın|yayınlanma|tarix|tarixi|yayımlanıb|дата|опубликовано)\\b");
    private static final Pattern DATE_PART = Pattern.compile(
            "(?iuU)\\d{1,4}(?:[-./:]\\d{1,4}){1,2}(?:[T\\s]\\d{1,2}:\\d{2}(?::\\d{2})?)?Z?|\\(?(?:utc|gmt)\\s*(?:[+-]\\d{1,2}(?::?\\d{2})?)?\\)?|[+-]\\d{2}:?\\d{2}\\b|\\b\\d{1,2}(?:st|nd|rd|th)?\\b|\\b\\d{4}\\b|\\b[ap]\\.?m\\b\\.?|\\b(?:msk|мск|est|edt|cet|cest|trt|azt)\\b");
    private static final Pattern WEEKDAY = Pattern.compile(
            "(?iuU)\\b(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|bazar ertəsi|çərşənbə axşamı|çərşənbə|cümə axşamı|cümə|şənbə|bazar|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\\b");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

    private static final Set<String> FURNITURE = Set.of("most read", "most popular", "most viewed", "read more",
            "read also", "also read", "see also", "related", "related news", "related articles", "related stories",
            "more news", "latest news", "latest", "trending", "trending now", "popular", "popular news", "share",
            "share this", "share this article", "print", "print version", "email", "advertisement", "advertising",
            "sponsored", "comments", "leave a comment", "add comment", "subscribe", "sign up", "newsletter",
            "follow us", "back to top", "top", "home", "menu", "search", "breaking news", "tags", "next", "previous",
            "facebook", "twitter", "telegram", "whatsapp", "linkedin", "copy link", "listen", "loading", "recommended",
            "you may also like", "recommended for you", "editor's picks", "all news", "news feed", "photo", "video",
            "çok okunanlar", "en çok okunanlar", "ilgili haberler", "benzer haberler", "son dakika", "paylaş", "yazdır",
            "yorumlar", "yorum yap", "reklam", "anasayfa", "ana sayfa", "son haberler", "diğer haberler",
            "devamını oku", "abone ol", "etiketler", "ən çox oxunan", "ən çox oxunanlar", "çox oxunanlar",
            "oxşar xəbərlər", "digər xəbərlər", "son xəbərlər", "xəbər lenti", "ana səhifə", "çap et", "şərhlər",
            "читайте также", "читать далее", "самое читаемое", "популярное", "поделиться", "реклама", "комментарии",
            "главная", "последние новости", "новости по теме", "другие новости", "распечатать", "лента новостей",
            "подписаться", "теги", "по теме");
    private static final Set<String> HEADS_A_LIST = Set.of("most read", "most popular", "most viewed", "read also",
            "also read", "see also", "related", "related news", "related articles", "related stories", "more news",
            "latest news", "trending", "trending now", "popular news", "you may also like", "recommended for you",
            "editor's picks", "çok okunanlar", "en çok okunanlar", "ilgili haberler", "benzer haberler",
            "diğer haberler", "son haberler", "ən çox oxunan", "ən çox oxunanlar", "çox oxunanlar", "oxşar xəbərlər",
            "digər xəbərlər", "son xəbərlər", "читайте также", "самое читаемое", "популярное", "последние новости",
            "новости по теме", "другие новости", "по теме");

    private static final Pattern BYLINE = Pattern.compile(
            "^(?:By|Written by|Author:|Yazan:|Yazar:|Haber:|Muhabir:|Müəllif:|Автор:)[ ]+(?=\\p{Lu})");
    private static final Pattern NAME_TOKEN = Pattern.compile("\\G(\\p{Lu}[\\p{L}\\p{M}.'’-]*)(?:[ ]+|(?=,)|$)");
    private static final Pattern GLUE = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Set<String> NAME_PREFIXES = Set.of("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von",
            "Fitz");

    /// Reads a scraped text. Any text gives an answer; one that is nothing but junk gives an empty text.
    public static PlainTextScrape read(String raw) {
        var lines = lines(raw);
        int from = 0;
        int to = lines.size();
        PublicationDate linked = null;
        PublicationDate own = null;
        String title = null;
        var head = true;
        while (head && from < to) {
            var line = lines.get(from);
            var link = linkDate(line);
            if (link.isPresent()) {
                linked = link.get();
            } else if (isDateLine(line)) {
                own = finer(own, DateReader.read(mostPrecisePart(line)).orElse(null));
            } else if (line.isEmpty() || isFurniture(line) || isBreadcrumb(line)) {
                // Tells nothing.
            } else if (title == null && looksLikeTitle(lines, from, to)) {
                title = withoutEllipsis(line);
            } else {
                head = false;
                from--;
            }
            from++;
        }
        to = tail(lines, from, to);
        for (int i = to; i < lines.size(); i++) {
            var line = lines.get(i);
            linked = linked == null ? linkDate(line).orElse(null) : linked;
            if (own == null && isDateLine(line) && OWN_DATE_LABEL.matcher(line).find()) {
                own = DateReader.read(mostPrecisePart(line)).orElse(null);
            }
        }
        var body = new ArrayList<String>();
        var paragraph = new StringBuilder();
        for (int i = from; i < to; i++) {
            var line = lines.get(i);
            var link = linkDate(line);
            if (link.isPresent()) {
                linked = linked == null ? link.get() : linked;
            } else if (!line.isEmpty() && !isFurniture(line)) {
                boolean wrapped = i > from && isWrapped(lines.get(i - 1), line);
                if (wrapped && !paragraph.isEmpty()) {
                    paragraph.append(' ');
                } else {
                    close(paragraph, body);
                }
                paragraph.append(line);
            }
        }
        close(paragraph, body);
        String author = null;
        String outlet = null;
        if (!body.isEmpty()) {
            var byline = Byline.of(body.getFirst());
            author = byline.author();
            outlet = byline.outlet();
            if (byline.rest().isEmpty()) {
                body.removeFirst();
            } else {
                body.set(0, byline.rest());
            }
        }
        if (body.isEmpty() && title != null) {
            return new PlainTextScrape(null, title, linked != null ? linked : own, author, outlet);
        }
        return new PlainTextScrape(title, String.join("\n", body), linked != null ? linked : own, author, outlet);
    }

    private static void close(StringBuilder paragraph, List<String> body) {
        if (!paragraph.isEmpty()) {
            body.add(paragraph.toString());
            paragraph.setLength(0);
        }
    }

    private static List<String> lines(String raw) {
        var text = BLOCK_TAG.matcher(raw).replaceAll("\n");
        text = INLINE_TAG.matcher(text).replaceAll("");
        if (ENTITY.matcher(text).find()) {
            text = Parser.unescapeEntities(text, false);
        }
        text = INVISIBLE.matcher(text).replaceAll("");
        var lines = new ArrayList<String>();
        for (var line : LINE_BREAK.split(text, -1)) {
            lines.add(BLANKS.matcher(line).replaceAll(" ").strip());
        }
        return lines;
    }

    /// @return the end of the article: what follows is furniture, stamps, or the headlines under a "Most read"
    private static int tail(List<String> lines, int from, int to) {
        int end = to;
        while (end > from && isJunk(lines.get(end - 1))) {
            end--;
        }
        for (int i = end - 1; i > from && i >= end - 40; i--) {
            if (isSentence(lines.get(i))) {
                break;
            }
            if (HEADS_A_LIST.contains(bare(lines.get(i)))) {
                end = i;
            }
        }
        while (end > from && isJunk(lines.get(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isJunk(String line) {
        return line.isEmpty() || isFurniture(line) || isDateLine(line) || isBreadcrumb(line);
    }

    private static boolean isFurniture(String line) {
        return line.length() <= 40 && FURNITURE.contains(bare(line));
    }

    private static String bare(String line) {
        var folded = line.toLowerCase(Locale.ROOT).replace("\u0307", "").replace('’', '\'');
        int from = 0;
        int to = folded.length();
        while (from < to && !Character.isLetter(folded.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetter(folded.charAt(to - 1))) {
            to--;
        }
        return folded.substring(from, to);
    }

    /// "Breaking News >> Newspaper >> Today": two or more short steps and no sentence.
    private static boolean isBreadcrumb(String line) {
        if (line.length() > 160 || isSentence(line)) {
            return false;
        }
        var steps = CRUMB.split(line, -1);
        if (steps.length < 2) {
            return false;
        }
        boolean certain = line.contains(">>") || line.contains("»") || line.contains("›");
        if (!certain && steps.length < 3) {
            return false;
        }
        for (int i = 0; i < steps.length - 1; i++) {
            if (steps[i].split(" ", -1).length > 4) {
                return false;
            }
        }
        return steps[steps.length - 1].split(" ", -1).length <= (certain ? 14 : 4);
    }

    private static Optional<PublicationDate> linkDate(String line) {
        var link = LINK_LINE.matcher(line);
        return link.matches() ? DateReader.read(link.group(1)) : Optional.empty();
    }

    /// Nothing but dates, times, zones, weekdays, month names and the labels that go with them.
    private static boolean isDateLine(String line) {
        if (line.isEmpty() || line.length() > 120 || line.chars().noneMatch(Character::isDigit)) {
            return false;
        }
        var rest = DATE_PART.matcher(line).replaceAll(" ");
        rest = WEEKDAY.matcher(rest).replaceAll(" ");
        rest = DATE_LABEL.matcher(rest).replaceAll(" ");
        var words = WORD.matcher(rest);
        while (words.find()) {
            if (DateReader.month(words.group()) == 0) {
                return false;
            }
        }
        return rest.chars().noneMatch(Character::isDigit) && DateReader.read(line).isPresent();
    }

    /// "date 2022-12-21 21 December 2022 14:29 (UTC+04:00)" holds its date twice; the later one has the time.
    private static String mostPrecisePart(String line) {
        var iso = Pattern.compile("^\\D*\\d{4}-\\d{2}-\\d{2}(?=\\s+\\D*\\d{1,2}\\s+\\p{L}+)").matcher(line);
        return iso.find() ? line.substring(iso.end()) : line;
    }

    private static @Nullable PublicationDate finer(@Nullable PublicationDate a, @Nullable PublicationDate b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return b.precision() == Precision.INSTANT && a.precision() != Precision.INSTANT ? b : a;
    }

    private static boolean looksLikeTitle(List<String> lines, int at, int to) {
        var line = lines.get(at);
        if (line.length() > LONGEST_TITLE || BYLINE.matcher(line).find()
                || !line.codePoints().anyMatch(Character::isLetter)) {
            return false;
        }
        if (isSentence(line)) {
            return false;
        }
        if (at + 1 < to && !lines.get(at + 1).isEmpty() && linkDate(lines.get(at + 1)).isEmpty()
                && !isDateLine(lines.get(at + 1)) && isWrapped(line, lines.get(at + 1))) {
            return false;
        }
        for (int i = at + 1; i < to; i++) {
            if (!isJunk(lines.get(i)) && linkDate(lines.get(i)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSentence(String line) {
        int end = line.length();
        while (end > 0 && "\"'”’»)]".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > 0 && ((line.charAt(end - 1) == '.' && !line.startsWith("..", Math.max(0, end - 2)))
                || line.charAt(end - 1) == ':' || line.charAt(end - 1) == ';') && line.indexOf(' ') > 0;
    }

    /// Hard-wrapped prose: the line before ran to a usual width and ends in the middle of a sentence.
    private static boolean isWrapped(String before, String line) {
        return before.length() >= 50 && before.length() <= 100 && !line.isEmpty()
                && (Character.isLetter(before.charAt(before.length() - 1)) || before.endsWith(","))
                && (Character.isLowerCase(line.codePointAt(0)) || (before.length() >= 60 && line.length() >= 40));
    }

    private static String withoutEllipsis(String title) {
        return title.endsWith("...") || title.endsWith("…")
                ? title.replaceFirst("\\s*(?:\\.\\.\\.|…)$", "")
                : title;
    }

    /// Who wrote it, cut off the front of the first paragraph: "By Fatima HasanovaOn December 5, units ...".
    private record Byline(@Nullable String author, @Nullable String outlet, String rest) {

        static Byline of(String line) {
            var start = BYLINE.matcher(line);
            if (!start.find()) {
                return new Byline(null, null, line);
            }
            var tokens = NAME_TOKEN.matcher(line);
            int at = start.end();
            int count = 0;
            while (count < 6 && tokens.find(at)) {
                int glue = glue(tokens.group(1));
                // "By YouTube star ..." is no byline: a name has two parts, or another byline follows.
                if (glue > 0 && (count > 0 || line.startsWith("By ", tokens.start() + glue))) {
                    var name = line.substring(start.end(), tokens.start() + glue);
                    var rest = line.substring(tokens.start() + glue);
                    var more = of(rest);
                    return more.author() == null
                            ? new Byline(name, null, more.rest())
                            : new Byline(more.author(), name, more.rest());
                }
                at = tokens.end();
                count++;
            }
            boolean alone = count >= 1 && at >= line.length();
            return alone ? new Byline(line.substring(start.end()), null, "") : new Byline(null, null, line);
        }

        private static int glue(String token) {
            var seam = GLUE.matcher(token);
            while (seam.find()) {
                if (!NAME_PREFIXES.contains(token.substring(0, seam.start()))) {
                    return seam.start();
                }
            }
            return -1;
        }
    }
}
