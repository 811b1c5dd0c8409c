package io.newswatch.standalone.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Words of articles made safe for a page. Stateless.
final class Html {

    private Html() {}

    /// Text for an element or a quoted attribute: markup is escaped, characters that steer (control, direction) are shown as
    /// a mark.
    static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append((char) c);
                default -> safe.appendCodePoint(steers(c) ? 0xFFFD : c);
            }
        }
        return safe.toString();
    }

    private static boolean steers(int c) {
        return Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)
                || Character.getType(c) == Character.SURROGATE || (c >= 0xE0000 && c <= 0xE007F)
                || (c & 0xFFFE) == 0xFFFE;
    }

    /// The same, set apart so that writing from right to left leaves its surroundings alone.
    static String isolated(String text) {
        return "<bdi>" + escaped(text) + "</bdi>";
    }

    /// The address if a click on it can do no more than open a page.
    static Optional<URI> link(String url) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /// A link away from the page; just the words where the address is not one to be clicked.
    ///
    /// @param words as HTML
    static String linked(String url, String words) {
        return link(url).map(uri -> "<a href=\"" + escaped(uri.toString()) + "\" rel=\"noopener noreferrer\">" + words
                + "</a>").orElse(words);
    }
}
