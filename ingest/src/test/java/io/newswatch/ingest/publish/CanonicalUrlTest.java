package io.newswatch.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {

    @ParameterizedTest
    @CsvSource({"HTTPS://User@News.Example:443/a/../b?utm_source=x&id=7#top,https://news.example/b?id=7",
            "http://news.example:80,http://news.example/", "http://news.example:8080/,http://news.example:8080/",
            "https://news.example/story/amp,https://news.example/story",
            "https://news.example/story.amp.html,https://news.example/story.html",
            "https://news.example/s?ref=rss,https://news.example/s",
            "https://news.example/s?ref=12,https://news.example/s?ref=12",
            "https://news.example/%7ebob/%c3%bc,https://news.example/~bob/%C3%BC",
            "https://news-example.cdn.ampproject.org/c/s/news.example/a,https://news.example/a",
            "https://bücher.example/ü,https://xn--bcher-kva.example/ü"})
    void one_page_has_one_address(String given, String canonical) {
        assertThat(CanonicalUrl.of(given)).map(CanonicalUrl::text).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x.example/a", "javascript:alert(1)", "/relative", "http://",
            "mailto:a@b.example"})
    void what_is_no_web_address_is_none(String given) {
        assertThat(CanonicalUrl.of(given)).isEmpty();
    }
}
