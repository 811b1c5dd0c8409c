package io.newswatch.enrich;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.newswatch.contract.Amendment;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.Sentence.Flag;
import io.newswatch.contract.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every meter of enrich. Safe for use by many threads.
public final class EnrichMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(EnrichMetrics.class);
    private static final Duration WARN_EVERY = Duration.ofHours(1);

    /// Name of the counter of enriched articles.
    public static final String ARTICLES = "newswatch.enrich.articles";
    /// Name of the gauge of articles that wait for the memory's answers.
    public static final String WAITING = "newswatch.enrich.articles.waiting";

    private final Counter articles;
    private final Counter backfill;
    private final Counter partial;
    private final Counter sameAgain;
    private final Counter poorer;
    private final Counter refused;
    private final Counter readingFailures;
    private final Counter waitingTooLong;
    private final Counter unexpectedReplies;
    private final Counter countableEvents;
    private final Counter suppressedEvents;
    private final Counter flagged;
    private final Counter tooLong;
    private final Map<Verdict, Counter> sentences = new EnumMap<>(Verdict.class);
    private final Map<Amendment.Reason, Counter> amendments = new EnumMap<>(Amendment.Reason.class);
    private final Counter givenUp;
    private final Counter forgottenEarly;
    private final Counter outdated;
    private final AtomicLong remembered = new AtomicLong();
    private final AtomicLong memoryBytes = new AtomicLong();
    private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - WARN_EVERY.toNanos());
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong dossiers = new AtomicLong();
    private final AtomicLong dossierBytes = new AtomicLong();
    private final AtomicLong revisions = new AtomicLong();
    private final AtomicLong revisionBytes = new AtomicLong();

    public EnrichMetrics(MeterRegistry registry) {
        articles = counter(registry, ARTICLES, "Articles enriched, revisions included");
        backfill = counter(registry, "newswatch.enrich.articles.backfill", "Those of them that only fill the memory");
        partial = counter(registry, "newswatch.enrich.articles.partial", "Those published before all memory answered");
        sameAgain = counter(registry, "newswatch.enrich.articles.same", "Arrivals without a new text");
        poorer = counter(registry, "newswatch.enrich.articles.poorer", "Summaries of what was known in full");
        refused = counter(registry, "newswatch.enrich.articles.refused",
                "Questions to the memory turned away because it failed on the article before");
        readingFailures = counter(registry, "newswatch.enrich.reading.failures",
                "Articles published without events because reading them failed");
        waitingTooLong = counter(registry, "newswatch.enrich.replies.overdue",
                "Articles that waited for the memory longer than enrich.reply-alarm");
        unexpectedReplies = counter(registry, "newswatch.enrich.replies.unexpected",
                "Answers of the memory on articles no longer known");
        countableEvents = events(registry, "true");
        suppressedEvents = events(registry, "false");
        flagged = counter(registry, "newswatch.enrich.sentences.flagged",
                "Sentences that are furniture, headline, said twice or not judged");
        tooLong = counter(registry, "newswatch.enrich.articles.too.long",
                "Articles of which a part is not judged: enrich.article-effort");
        for (var verdict : Verdict.values()) {
            sentences.put(verdict, Counter.builder("newswatch.enrich.sentences").description("Sentences judged")
                    .tag("verdict", slug(verdict)).register(registry));
        }
        for (var reason : EnumSet.complementOf(EnumSet.of(Amendment.Reason.UNKNOWN))) {
            amendments.put(reason, Counter.builder("newswatch.enrich.amendments")
                    .description("Corrections of published articles").tag("reason", slug(reason)).register(registry));
        }
        givenUp = counter(registry, "newswatch.enrich.amendments.given.up",
                "Late articles that concerned more published sentences than one may correct");
        forgottenEarly = counter(registry, "newswatch.enrich.memory.forgotten.early",
                "Sentences forgotten before their time because the memory outgrew enrich.memory-limit");
        outdated = counter(registry, "newswatch.enrich.memory.outdated",
                "Remembered articles let go because another version of the program wrote them");
        registry.gauge("newswatch.enrich.memory.sentences", remembered);
        registry.gauge("newswatch.enrich.memory.bytes", memoryBytes);
        registry.gauge(WAITING, waiting);
        registry.gauge("newswatch.enrich.articles.waiting.bytes", waitingBytes);
        registry.gauge("newswatch.enrich.dossiers", dossiers);
        registry.gauge("newswatch.enrich.dossiers.bytes", dossierBytes);
        registry.gauge("newswatch.enrich.revisions", revisions);
        registry.gauge("newswatch.enrich.revisions.bytes", revisionBytes);
    }

    /// Meters that nobody reads, for the tools that run without a service.
    static EnrichMetrics unread() {
        return new EnrichMetrics(new SimpleMeterRegistry());
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private static Counter events(MeterRegistry registry, String countable) {
        return Counter.builder("newswatch.enrich.events").description("Cooperation events coded")
                .tag("countable", countable).register(registry);
    }

    private static String slug(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void articleEnriched(EnrichedArticle article) {
        articles.increment();
        backfill.increment(article.backfill() ? 1 : 0);
        partial.increment(article.partial() ? 1 : 0);
        boolean whole = true;
        for (var sentence : article.sentences()) {
            whole &= !sentence.flags().contains(Flag.UNJUDGED);
            counterOf(sentence.verdict()).increment();
            flagged.increment(!sentence.flags().isEmpty() ? 1 : 0);
        }
        tooLong.increment(whole ? 0 : 1);
        int countable = article.countableEvents().size();
        countableEvents.increment(countable);
        suppressedEvents.increment(article.events().size() - countable);
    }

    private Counter counterOf(Verdict verdict) {
        var counter = sentences.get(verdict);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + verdict);
        }
        return counter;
    }

    void amended(Amendment amendment) {
        var counter = amendments.get(amendment.reason());
        if (counter != null) {
            counter.increment();
        }
    }

    void sameAgain() {
        sameAgain.increment();
    }

    void poorer() {
        poorer.increment();
    }

    void letsGo(int articles) {
        outdated.increment(articles);
    }

    void refused() {
        refused.increment();
    }

    void readingFailed() {
        readingFailures.increment();
    }

    void waitsTooLong() {
        waitingTooLong.increment();
    }

    void unexpectedReply() {
        unexpectedReplies.increment();
    }

    /// @param sentences how many sentences the memory of this process knows more
    /// @param bytes     how much more heap it takes
    void remembers(long sentences, long bytes) {
        remembered.addAndGet(sentences);
        memoryBytes.addAndGet(bytes);
    }

    /// @param articles how many late articles concerned more published sentences than one may correct
    void givesUp(long articles) {
        givenUp.increment((double) articles);
    }

    /// The memory has outgrown its limit. Says so in the log too, once an hour.
    ///
    /// @param lost     how many sentences were forgotten before their time
    /// @param sentences how many are left in that index partition
    /// @param bytes    the heap they take
    void forgetsEarly(long lost, int sentences, long bytes) {
        forgottenEarly.increment((double) lost);
        long now = System.nanoTime();
        long warned = lastWarning.get();
        if (now - warned >= WARN_EVERY.toNanos() && lastWarning.compareAndSet(warned, now)) {
            LOG.atWarn().addKeyValue("lost", lost).addKeyValue("remembered", sentences).addKeyValue("bytes", bytes)
                    .log("the memory is full and forgets its oldest sentences early: give enrich more heap or raise"
                            + " enrich.memory-limit; said once an hour");
        }
    }

    /// @param articles how many articles more wait for the memory's answers
    /// @param bytes    how much more heap they take
    void waiting(long articles, long bytes) {
        waiting.addAndGet(articles);
        waitingBytes.addAndGet(bytes);
    }

    /// @param more  how many dossiers of published articles are kept more
    /// @param bytes how much more heap they take
    void keepsDossiers(long more, long bytes) {
        dossiers.addAndGet(more);
        dossierBytes.addAndGet(bytes);
    }

    /// @param more  how many articles more are known by their ids
    /// @param bytes how much more heap that takes
    void keepsRevisions(long more, long bytes) {
        revisions.addAndGet(more);
        revisionBytes.addAndGet(bytes);
    }
}
