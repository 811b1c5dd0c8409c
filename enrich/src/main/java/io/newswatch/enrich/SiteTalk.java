package io.newswatch.enrich;

import io.newswatch.enrich.echo.Fingerprint;
import io.newswatch.enrich.text.Span;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lines that are site furniture whoever writes them, so that they are known before anybody repeated them. All others are
/// known by the articles that carry them ([io.newswatch.enrich.echo.Standing]). Stateless, safe to share.
final class SiteTalk {

    private static final String POST = "The post ";
    private static final String APPEARED = " appeared first on ";

    private static final Set<Long> LINES = Stream
            .of("Continue reading", "Read more", "Read more here", "Read the full story", "Read the full article",
                    "Click here to read more", "Share this", "Share this article", "Share this story",
                    "Share this post", "Share on Facebook", "Share on Twitter", "Share on WhatsApp", "Share",
                    "Tweet", "Share Tweet", "Share Tweet Print", "Facebook Twitter Pinterest",
                    "Subscribe to our newsletter", "Sign up for our newsletter", "Sign up to our newsletter",
                    "Advertisement", "Story continues below advertisement", "Article continues after advertisement",
                    "All rights reserved", "Related articles", "Related stories", "Most read", "Most popular",
                    "Print this article", "Follow us on Twitter", "Follow us on Facebook", "Follow us on Telegram",
                    "Follow us on social media", "Leave a comment", "Sponsored content", "Skip to main content",
                    "Devamını oku", "Haberin devamı", "Bizi takip edin", "Ardını oxu", "Читать далее", "Читайте также",
                    "Поделиться", "Подписывайтесь на наш канал", "Weiterlesen", "Artikel teilen", "Lire la suite",
                    "Leer más", "Seguir leyendo")
            .map(line -> Fingerprint.of(line).identity()).collect(Collectors.toUnmodifiableSet());

    private SiteTalk() {}

    /// @param print the fingerprint of that part of the text
    static boolean is(String text, Span span, Fingerprint print) {
        if (print.isShort()) {
            return LINES.contains(print.identity());
        }
        int appeared = text.startsWith(POST, span.start()) ? text.indexOf(APPEARED, span.start()) : -1;
        return appeared > 0 && appeared < span.end();
    }
}
