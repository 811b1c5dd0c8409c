package io.newswatch.ingest;

import io.newswatch.contract.FeedDefinition;
import io.newswatch.contract.FeedState;
import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import io.newswatch.ingest.fetch.Fetch;
import io.newswatch.ingest.fetch.Fetcher;
import io.newswatch.ingest.fetch.Request;
import io.newswatch.ingest.fetch.Response;
import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.CanonicalUrl;
import io.newswatch.ingest.publish.Fault;
import io.newswatch.ingest.source.Batch;
import io.newswatch.ingest.source.Cursor;
import io.newswatch.ingest.source.FeedSource;
import io.newswatch.ingest.source.Item;
import io.newswatch.ingest.source.Seen;
import io.newswatch.ingest.source.SourceConfig;
import io.newswatch.ingest.text.ArticleText;
import io.newswatch.ingest.text.CharsetReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One poll of a feed from beginning to end: fetch, read, look what is new, fetch its pages, and hand articles and the new
/// state over to be committed together. Knows nothing of Kafka. Safe for use by many threads.
final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final int MOST_SEEN = 1_000;
    private static final int MOST_FOLLOWED = 50;
    private static final int COMMIT_EVERY = 25;

    private final Fetcher fetcher;
    private final IngestSettings settings;
    private final Schedule schedule;
    private final IngestMetrics metrics;
    private final InstantSource clock;

    Poller(Fetcher fetcher, Schedule schedule, IngestSettings settings, IngestMetrics metrics, InstantSource clock) {
        this.fetcher = fetcher;
        this.settings = settings;
        this.schedule = schedule;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Polls once. The last state that was committed is the one that holds afterwards.
    ///
    /// @return how it ended; a failed commit is an exception, since then nothing holds
    /// @throws FeedClaim.NotCommitted when the feed is no longer ours
    /// @throws InterruptedException   when it is being let go of; nothing more is committed
    PollOutcome poll(FeedDefinition feed, FeedSource source, FeedClaim claim) throws InterruptedException {
        var config = new SourceConfig(feed);
        var before = claim.state();
        var cursor = before == null ? Cursor.START : Cursor.parse(before.cursor());
        var state = new Run(feed, before, cursor, claim);
        PollOutcome outcome;
        try {
            outcome = state.run(source, config);
        } catch (FeedClaim.NotCommitted e) {
            metrics.pollEnded(new PollOutcome.Failed("not committed"));
            throw e;
        } catch (IllegalArgumentException e) {
            // How a source says that a feed's address or options are wrong.
            outcome = new PollOutcome.Failed("its address or options are wrong: " + e.getMessage());
            state.fail(outcome, null);
        } catch (RuntimeException | Error e) {
            // An error too (a stack or heap that does not suffice, a plugin's missing class) is this feed's alone: it waits.
            LOG.atError().addKeyValue("feed", feed.key()).setCause(e).log("poll failed unexpectedly");
            outcome = new PollOutcome.Failed(String.valueOf(e));
            state.fail(outcome, null);
        }
        metrics.pollEnded(outcome);
        return outcome;
    }

    /// The state of one poll; one thread.
    private final class Run {

        private final FeedDefinition feed;
        private final @Nullable FeedState before;
        private final Cursor cursor;
        private final FeedClaim claim;
        private final Seen seen;
        private final boolean backfill;
        private final List<RawArticle> open = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final Set<String> notNow = new HashSet<>();
        private Map<String, String> marks;
        private int published;

        Run(FeedDefinition feed, @Nullable FeedState before, Cursor cursor, FeedClaim claim) {
            this.feed = feed;
            this.before = before;
            this.cursor = cursor;
            this.claim = claim;
            this.seen = new Seen(cursor.seen(), MOST_SEEN);
            this.marks = cursor.marks();
            this.backfill = settings.isBackfill(feed, before);
        }

        PollOutcome run(FeedSource source, SourceConfig config) throws InterruptedException {
            var requests = new ArrayDeque<Request>();
            requests.add(source.plan(config, cursor).request().onlyIfChanged(cursor.validators()));
            Request.@Nullable Validators validators = null;
            Duration timeToLive = null;
            Duration freshFor = null;
            boolean complete = true;
            for (int count = 0; !requests.isEmpty() && count <= MOST_FOLLOWED; count++) {
                switch (fetcher.fetch(requests.removeFirst())) {
                    case Fetch.Failure failure -> {
                        var outcome = new PollOutcome.NotFetched(failure);
                        fail(outcome, failure.retryAfter());
                        return outcome;
                    }
                    case Fetch.NotModified(var fresh) -> {
                        var outcome = new PollOutcome.Unchanged();
                        var wait = gap();
                        finish(outcome, cursor.validators(), wait == null
                                ? schedule.afterGood(List.of(), fresh)
                                : schedule.afterUnchanged(wait, fresh));
                        return outcome;
                    }
                    case Fetch.Fetched(var response) -> {
                        switch (source.read(response, config, cursor)) {
                            case Batch.Unreadable(_, var reason) -> {
                                var outcome = new PollOutcome.Malformed(reason);
                                fail(outcome, null);
                                return outcome;
                            }
                            case Batch.Items batch -> {
                                validators = count == 0 ? response.validators() : validators;
                                freshFor = count == 0 ? response.freshFor() : freshFor;
                                timeToLive = batch.timeToLive() == null ? timeToLive : batch.timeToLive();
                                complete &= batch.complete();
                                marks = batch.marks().isEmpty() ? marks : batch.marks();
                                requests.addAll(batch.follow());
                                metrics.repaired(batch.repairs().isEmpty() ? 0 : 1);
                                take(newest(batch.items()), config);
                            }
                        }
                    }
                }
            }
            var outcome = published + open.size() > 0
                    ? new PollOutcome.New(published + open.size())
                    : new PollOutcome.NothingNew();
            finish(outcome, complete ? validators : null, schedule.afterGood(times, timeToLive, freshFor));
            return outcome;
        }

        /// The gap that the last poll found, so that a 304 does not make the feed seem silent.
        private @Nullable Duration gap() {
            if (before == null || before.nextDueAt() == null || before.failures() > 0) {
                return null;
            }
            return Duration.between(before.polledAt(), before.nextDueAt());
        }

        /// More than can be remembered would be news again at every poll.
        private static List<Item> newest(List<Item> items) {
            return items.subList(Math.max(0, items.size() - MOST_SEEN), items.size());
        }

        private void take(List<Item> items, SourceConfig config) throws InterruptedException {
            for (var item : items) {
                var draft = item.draft();
                if (draft.publishedAt() != null) {
                    times.add(draft.publishedAt().from());
                }
                var key = Seen.hash(draft.articleId(feed.key()));
                var said = Seen.hash(Objects.requireNonNullElse(draft.title(), ""), draft.text());
                var known = seen.get(key);
                if (known == null || !known.said().equals(said)) {
                    consider(item, key, said, known, config);
                }
                if (open.size() >= COMMIT_EVERY) {
                    // A long first poll is safe in parts: validators and "primed" come with the last one.
                    commit(new FeedState(feed.key(), new Cursor(null, seen.text(), marks).json(), clock.instant(),
                            before == null ? null : before.nextDueAt(), "polling",
                            before == null ? 0 : before.failures(),
                            before != null && before.primed()));
                }
            }
        }

        private void consider(Item item, String key, String said, Seen.@Nullable Mark known, SourceConfig config) {
            var draft = item.draft();
            boolean askAgain = false;
            if (item.wantsPage()) {
                var page = page(draft, config);
                if (page != null) {
                    draft = page;
                } else {
                    askAgain = true;
                }
            }
            if (draft.text().isBlank()) {
                draft = draft.title() == null ? draft : draft.withText(draft.title(), Extent.SUMMARY);
            }
            if (draft.text().isBlank()) {
                seen.put(key, new Seen.Mark(askAgain ? "" : said, ".".repeat(12), false));
                metrics.refused(Fault.NO_WORDS, 1);
                return;
            }
            var article = draft.toRaw(feed.key(), feed.name(), clock.instant(), backfill, settings.longestText());
            var hash = Seen.hash(article.contentHash());
            boolean full = article.extent() == Extent.FULL;
            // The same again, or a summary after the whole article, is no revision.
            if (known != null && (known.published().equals(hash) || (known.full() && !full))) {
                seen.put(key, new Seen.Mark(askAgain ? known.said() : said, known.published(), known.full()));
                return;
            }
            seen.put(key, new Seen.Mark(askAgain ? "" : said, hash, full));
            open.add(article);
        }

        /// @return the draft with the words of its page; null when they could not be had this time
        private @Nullable ArticleDraft page(ArticleDraft draft, SourceConfig config) {
            var address = draft.url() == null ? null : CanonicalUrl.parse(draft.url()).orElse(null);
            if (address == null) {
                return draft;
            }
            if (notNow.contains(address.getHost())) {
                metrics.pageEnded("put-off");
                return null;
            }
            var heed = !config.option("robots", "heed").equals("ignore");
            return switch (fetcher.fetch(Request.page(address).heedRobots(heed))) {
                case Fetch.Fetched(var response) -> {
                    var page = read(response);
                    boolean richer = page != null && page.text().length() >= Math.max(200, draft.text().length());
                    metrics.pageEnded(richer ? "extracted" : "no-article");
                    yield page != null && richer ? merged(draft, page) : draft;
                }
                case Fetch.NotModified _ -> draft;
                case Fetch.Failure failure -> {
                    metrics.pageEnded(failure.why().word());
                    yield switch (failure.why()) {
                        // These will not change by asking again.
                        case NOT_FOUND, GONE, BLOCKED, ROBOTS_REFUSED, GUARD_REFUSED, TOO_LARGE, BAD_REDIRECT -> draft;
                        case HTTP_ERROR -> null;
                        // Nor would asking for the next page of this host be any use, or polite.
                        case TIMED_OUT, UNREACHABLE, RATE_LIMITED, ROBOTS_UNREADABLE -> {
                            notNow.add(address.getHost());
                            yield null;
                        }
                    };
                }
            };
        }

        /// @return null when it is no text, or a page that we cannot read: that is no reason to lose its feed
        private static @Nullable ArticleText read(Response page) {
            if (CharsetReader.looksBinary(page.body())) {
                return null;
            }
            try {
                return ArticleText.read(page.body(), page.contentType(), page.uri().toString());
            } catch (RuntimeException | StackOverflowError e) {
                LOG.atError().addKeyValue("page", page.uri()).setCause(e).log("page cannot be read");
                return null;
            }
        }

        private static ArticleDraft merged(ArticleDraft draft, ArticleText page) {
            var title = draft.title() != null ? draft.title() : page.title();
            return new ArticleDraft(draft.guid(), draft.origin(), draft.source(), draft.url(), title,
                    withoutHeadline(page.text(), title), Extent.FULL,
                    draft.author() != null ? draft.author() : page.author(),
                    page.language() != null ? page.language() : draft.language(),
                    draft.publishedAt() != null ? draft.publishedAt() : page.publishedAt(), draft.arrivedAt());
        }

        /// The page may say the feed's headline once more above its text, where its own title is another or none.
        private static String withoutHeadline(String text, @Nullable String title) {
            int end = text.indexOf('\n');
            return title != null && end > 0 && text.substring(0, end).strip().equalsIgnoreCase(title.strip())
                    ? text.substring(end + 1)
                    : text;
        }

        /// After a failure: what the last commit remembers stays, so that whatever was found and not committed is found again;
        /// the next try is later.
        private void fail(PollOutcome outcome, @Nullable Duration retryAfter) throws InterruptedException {
            open.clear();
            int failures = (before == null ? 0 : before.failures()) + 1;
            var now = clock.instant();
            var last = claim.state();
            boolean gone = outcome.word().equals("gone") && before != null && before.lastOutcome().startsWith("gone");
            var wait = gone ? settings.maxInterval() : schedule.afterFailure(failures, retryAfter);
            commit(new FeedState(feed.key(), last == null ? Cursor.START.json() : last.cursor(), now, now.plus(wait),
                    outcome.word(), failures, before != null && before.primed()));
        }

        private void finish(PollOutcome outcome, Request.@Nullable Validators validators, Duration wait)
                throws InterruptedException {
            var now = clock.instant();
            commit(new FeedState(feed.key(), new Cursor(validators, seen.text(), marks).json(), now, now.plus(wait),
                    outcome.word(), 0, true));
        }

        private void commit(FeedState state) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException("the feed is let go of");
            }
            var articles = List.copyOf(open);
            claim.commit(articles, state);
            metrics.articlesPublished(articles.size(), backfill);
            published += articles.size();
            open.clear();
        }
    }
}
