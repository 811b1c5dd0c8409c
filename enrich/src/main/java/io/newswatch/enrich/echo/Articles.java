package io.newswatch.enrich.echo;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The articles the memory holds sentences of, by number. An article takes some 80 bytes more than its id and URL; what it
/// said is a list of the numbers of its sentences, about a byte each, and, as long as it may be corrected, the places of its
/// words, about a byte each ([Said]). Numbers are used again. Used by one thread.
final class Articles {

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;
    /// Header of an array, and the reference to it.
    private static final int ARRAY = 20;

    private final List<Page> pages = new ArrayList<>();
    private final NumberTable byOrder = new NumberTable();
    private final Outlets outlets = new Outlets();
    private final IntList free = new IntList();
    private final IntList empty = new IntList();
    private int made;
    private long bytes;
    private long placesBytes;

    private static final class Page {
        final long[] micros = new long[PAGE];
        final int[] live = new int[PAGE];
        /// Hashes of ids.
        final int[] ids = new int[PAGE];
        /// Numbers of outlets.
        final int[] sources = new int[PAGE];
        final byte[] @Nullable [] headers = new byte[PAGE][];
        final byte[] @Nullable [] said = new byte[PAGE][];
    }

    int size() {
        return byOrder.size();
    }

    /// How much heap it takes, but for the places of words.
    long bytes() {
        return bytes + outlets.bytes() + byOrder.bytes() + 8L * free.size();
    }

    /// How much heap the lists of what recent articles said take.
    long placesBytes() {
        return placesBytes;
    }

    private Page page(int article) {
        return pages.get(article >>> PAGE_BITS);
    }

    /// The number of an article; -1 when it is not held.
    int find(ArticleOrder order) {
        return byOrder.find(hash(order), number -> compare(number - 1, order) == 0) - 1;
    }

    private static long hash(ArticleOrder order) {
        return hash(order.arrivedMicros(), order.articleId().hashCode());
    }

    private static long hash(long micros, int idHash) {
        long h = micros * 31 + idHash * 0xD6E8FEB86659FD93L;
        h *= 0x9E3779B97F4A7C15L;
        return h ^ h >>> 32;
    }

    int add(ProbeBatch batch) {
        var order = batch.order();
        int article = free.isEmpty() ? made++ : free.removeLast();
        if (article >>> PAGE_BITS == pages.size()) {
            pages.add(new Page());
            bytes += PAGE * 28L + 120;
        }
        var page = page(article);
        int at = article & (PAGE - 1);
        page.micros[at] = order.arrivedMicros();
        page.live[at] = 0;
        page.ids[at] = order.articleId().hashCode();
        page.sources[at] = outlets.add(batch.source());
        var out = new ByteWriter().text(order.articleId()).count(order.revision()).textOrNull(batch.url());
        batch.outline().write(out);
        byte[] header = out.toBytes();
        page.headers[at] = header;
        bytes += ARRAY + header.length;
        byOrder.add(hash(order), article + 1);
        return article;
    }

    void remove(int article) {
        byOrder.remove(hash(micros(article), idHash(article)), article + 1);
        var page = page(article);
        int at = article & (PAGE - 1);
        bytes -= ARRAY + header(article).length;
        page.headers[at] = null;
        said(article, null);
        outlets.remove(page.sources[at]);
        free.add(article);
    }

    /// Whether there is an article of this number.
    boolean holds(int article) {
        return page(article).headers[article & (PAGE - 1)] != null;
    }

    private byte[] header(int article) {
        var header = page(article).headers[article & (PAGE - 1)];
        if (header == null) {
            throw new IllegalStateException("no article " + article);
        }
        return header;
    }

    // ---- what is known of one

    long micros(int article) {
        return page(article).micros[article & (PAGE - 1)];
    }

    ArticleOrder order(int article) {
        var in = new ByteReader(header(article));
        return new ArticleOrder(micros(article), in.text(), in.count());
    }

    String source(int article) {
        return outlets.name(sourceNumber(article));
    }

    /// Null when it has none.
    @Nullable
    String url(int article) {
        var in = new ByteReader(header(article));
        in.bytes();
        in.count();
        return in.textOrNull();
    }

    /// What it is about.
    Outline outline(int article) {
        var in = new ByteReader(header(article));
        in.bytes();
        in.count();
        if (in.flag()) {
            in.bytes();
        }
        return Outline.read(in);
    }

    /// Whether both are one article, of whichever revision.
    boolean isSame(int article, int other) {
        return article == other
                || (idHash(article) == idHash(other) && order(article).articleId().equals(order(other).articleId()));
    }

    /// Equal for revisions of one article; hardly ever equal for others.
    int idHash(int article) {
        return page(article).ids[article & (PAGE - 1)];
    }

    /// Equal for articles of one outlet.
    int sourceNumber(int article) {
        return page(article).sources[article & (PAGE - 1)];
    }

    int compare(int article, ArticleOrder order) {
        long micros = micros(article);
        return micros == order.arrivedMicros()
                ? order(article).compareTo(order)
                : Long.compare(micros, order.arrivedMicros());
    }

    int compare(int article, int other) {
        if (article == other) {
            return 0;
        }
        long micros = micros(article);
        long otherMicros = micros(other);
        return micros == otherMicros ? order(article).compareTo(order(other)) : Long.compare(micros, otherMicros);
    }

    // ---- its sentences

    /// What it said, as [Said] writes it; null when that was not kept yet.
    byte @Nullable [] said(int article) {
        return page(article).said[article & (PAGE - 1)];
    }

    void said(int article, byte @Nullable [] said) {
        var page = page(article);
        int at = article & (PAGE - 1);
        account(page.said[at], -1);
        account(said, 1);
        page.said[at] = said;
    }

    private void account(byte @Nullable [] said, int sign) {
        if (said == null) {
            return;
        }
        if (Said.hasPlaces(said)) {
            placesBytes += sign * (ARRAY + (long) said.length);
        } else {
            bytes += sign * (ARRAY + (long) said.length);
        }
    }

    /// How many sightings are kept of it.
    int live(int article) {
        return page(article).live[article & (PAGE - 1)];
    }

    void live(int article, int change) {
        page(article).live[article & (PAGE - 1)] += change;
        if (change < 0) {
            shrunk(article);
        }
    }

    /// Notes that an article may have nothing left.
    void shrunk(int article) {
        if (live(article) == 0) {
            empty.add(article);
        }
    }

    /// The next article of which nothing is left; -1 when there is none.
    int nextEmpty() {
        while (!empty.isEmpty()) {
            int article = empty.removeLast();
            if (holds(article) && live(article) == 0) {
                return article;
            }
        }
        return -1;
    }
}
