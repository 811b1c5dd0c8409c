package io.newswatch.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitingArticleTest {

    private static final Instant SINCE = Instant.parse("2026-03-02T08:00:01.234Z");

    @Test
    void an_article_comes_back_as_it_was_put_aside() {
        comesBack(new RawArticle("a", "cape.example/all", "Cape Herald", "https://cape.example/1", "Türkiye’s lantern",
                "Işık söndü.\nThe lamp 🏮 is out.", Extent.SUMMARY, true, "A. Keeper", "tr",
                PublicationDate.parse("2026-03-02T08:00:00+03:00"), Instant.parse("2026-03-02T08:00:00.123456789Z"),
                "0f", true));
    }

    @Test
    void what_an_article_does_not_have_it_does_not_get() {
        comesBack(new RawArticle("a", null, "Cape Herald", null, null, "", Extent.FULL, false, null, null, null,
                Instant.EPOCH.minusNanos(1), "", false));
    }

    private static void comesBack(RawArticle article) {
        var bytes = new WaitingArticle(article, SINCE, 4_711).encode();
        assertThat(WaitingArticle.decode(bytes)).isEqualTo(new WaitingArticle(article, SINCE, 4_711));
        assertThat(WaitingArticle.sinceOf(bytes)).isEqualTo(SINCE);
        assertThat(WaitingArticle.turnOf(bytes)).isEqualTo(4_711);
    }
}
