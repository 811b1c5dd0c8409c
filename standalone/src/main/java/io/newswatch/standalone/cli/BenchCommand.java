package io.newswatch.standalone.cli;

import io.newswatch.contract.Topics;
import io.newswatch.runtime.Brokers;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.runtime.Logging;
import io.newswatch.runtime.SettingException;
import io.newswatch.runtime.StartException;
import io.newswatch.standalone.trial.KillTrial;
import io.newswatch.standalone.trial.KillTrial.Victim;
import io.newswatch.standalone.trial.NewswatchProcess;
import io.newswatch.standalone.trial.SyntheticNews;
import io.newswatch.standalone.trial.ThroughputTrial;
import io.newswatch.standalone.trial.ThroughputTrial.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `newswatch bench`: load, and trials of the whole.
@Command(name = "bench", description = "Puts load on a cluster, measures what goes through, or tries what a kill -9 does.")
final class BenchCommand implements Runnable {

    /// How long articles come slowly, to measure their delay.
    private static final int PACED_SECONDS = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Say what to do: newswatch bench load, bench kill or bench throughput");
    }

    @Command(name = "load", description = "Writes synthetic raw articles, some of their words recycled, to a Kafka cluster.")
    int load(@Mixin SettingsOptions options,
            @Option(names = "--count", defaultValue = "10000", description = "Articles (default: ${DEFAULT-VALUE}).") int count,
            @Option(names = "--rate", defaultValue = "0", description = "Articles a second; 0 is as fast as possible (default: ${DEFAULT-VALUE}).") int rate,
            @Option(names = "--seed", defaultValue = "1", description = "Another seed writes other news (default: ${DEFAULT-VALUE}).") long seed) {
        atLeast("--count", count, 1);
        atLeast("--rate", rate, 0);
        var settings = options.settings();
        Brokers.require(settings);
        var news = new SyntheticNews(seed, "load" + seed);
        var failure = new AtomicReference<@Nullable Exception>();
        long began = System.nanoTime();
        try (var producer = new KafkaProducer<>(KafkaClients.producer(settings, "load"),
                Topics.RAW_ARTICLES.key().serializer(), Topics.RAW_ARTICLES.value().serializer())) {
            for (int i = 0; i < count; i++) {
                var article = news.next(Instant.now());
                var _ = producer.send(new ProducerRecord<>(Topics.RAW_ARTICLES.name(), article.articleId(), article),
                        (_, error) -> failure.compareAndSet(null, error));
                if (rate > 0) {
                    LockSupport.parkNanos(began + (i + 1) * (TimeUnit.SECONDS.toNanos(1) / rate) - System.nanoTime());
                }
            }
        }
        var lost = failure.get();
        if (lost != null) {
            throw new StartException("not every article was written; the first error: " + lost.getMessage(), lost);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        spec.commandLine().getOut().printf(Locale.ROOT, "%d articles in %.1f s, %.0f a second%n", count, seconds,
                count / seconds);
        return 0;
    }

    @Command(name = "kill", description = {
            "Kills processes of its own with kill -9 under load, then checks every record.",
            "Exit code 0 only when nothing was lost or doubled, all verdicts equal a plain recomputation and every recovery"
                    + " came within --within."})
    int kill(
            @Option(names = "--victim", defaultValue = "everything", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).") Victim victim,
            @Option(names = "--kills", defaultValue = "20", description = "How often (default: ${DEFAULT-VALUE}).") int kills,
            @Option(names = "--rate", defaultValue = "100", description = "Articles a second (default: ${DEFAULT-VALUE}).") int rate,
            @Option(names = "--seed", defaultValue = "1", description = "Of the news and the moments (default: ${DEFAULT-VALUE}).") long seed,
            @Option(names = "--within", defaultValue = "0", description = "Longest recovery allowed, seconds; 0 only tells (default: ${DEFAULT-VALUE}).") int within,
            @Option(names = "--folder", description = "For data and logs (default: a temporary one).") @Nullable Path folder)
            throws IOException, InterruptedException {
        atLeast("--kills", kills, 1);
        atLeast("--rate", rate, 1);
        atLeast("--within", within, 0);
        Logging.configureForTools();
        Logging.quietOwnBroker();
        Path where = folder == null ? Files.createTempDirectory("newswatch-kill") : folder;
        var out = spec.commandLine().getOut();
        out.println("Killing " + victim.name().toLowerCase(Locale.ROOT) + " " + kills + " times; logs are in " + where);
        var outcome = new KillTrial(NewswatchProcess.asThisProcess(), victim, where, rate, seed, line -> {
            out.println(line);
            out.flush();
        }).run(kills);
        var check = outcome.reckoning();
        out.println(outcome.summary());
        out.printf("checked %d raw, %d enriched articles, %d sentences (%d amended), %d alerts; stopped in %d ms%n",
                check.raw(), check.enriched(), check.sentences(), check.amended(), check.alerts(),
                outcome.stoppedIn().toMillis());
        check.problems().forEach(problem -> out.println("WRONG " + problem));
        boolean late = within > 0 && outcome.recoveries().stream().anyMatch(time -> time.toSeconds() >= within);
        if (late) {
            out.println("WRONG a recovery took " + within + " s or longer");
        }
        out.println(check.problems().isEmpty() && !late ? "all is well" : "not well");
        return check.problems().isEmpty() && !late ? 0 : 1;
    }

    @Command(name = "throughput", description = {
            "Measures how many articles a second go through enrich, exactly once, with a broker in this process and events off.",
            "Beside it the ceiling: a topology with the same ways that reads nothing. Takes some minutes."})
    int throughput(@Mixin SettingsOptions options,
            @Option(names = "--partitions", split = ",", defaultValue = "1,4", description = "Partitions of articles and memory; each is measured in turn (default: ${DEFAULT-VALUE}).") List<Integer> partitions,
            @Option(names = "--articles", defaultValue = "20000", description = "Articles a round (default: ${DEFAULT-VALUE}).") int articles,
            @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count (default: ${DEFAULT-VALUE}).") int rounds,
            @Option(names = "--warm-up", defaultValue = "2", description = "Rounds before them (default: ${DEFAULT-VALUE}).") int warmUp,
            @Option(names = "--length", defaultValue = "3000", description = "Characters of an article (default: ${DEFAULT-VALUE}).") int length,
            @Option(names = "--rate", defaultValue = "200", description = "Articles a second at which the delay is measured; 0 leaves it out (default: ${DEFAULT-VALUE}).") int rate,
            @Option(names = "--texts", paramLabel = "FILE", description = "Real texts to cut articles from, one a line behind its last tab, .gz or not (default: synthetic ones).") @Nullable Path texts,
            @Option(names = "--folder", description = "For the broker's data (default: a temporary one).") @Nullable Path folder)
            throws IOException {
        partitions.forEach(count -> atLeast("--partitions", count, 1));
        atLeast("--articles", articles, 100);
        atLeast("--rounds", rounds, 1);
        atLeast("--warm-up", warmUp, 0);
        atLeast("--length", length, 200);
        atLeast("--rate", rate, 0);
        if (texts != null && !Files.isReadable(texts)) {
            throw new SettingException("--texts " + texts + ": no such file, or it cannot be read");
        }
        Logging.configureForTools();
        Logging.quietOwnBroker();
        var where = folder == null ? ScratchFolder.create("newswatch-throughput") : folder;
        var report = new ThroughputReport(spec.commandLine().getOut());
        boolean well = true;
        for (int count : partitions) {
            var plan = new Plan(count, articles, rounds, warmUp, length, Math.max(1, rate), rate * PACED_SECONDS,
                    texts);
            var outcome = ThroughputTrial.run(plan, options.settings(), where.resolve("partitions-" + count));
            report.print(plan, outcome);
            well &= outcome.problems().isEmpty();
        }
        return well ? 0 : 1;
    }

    private static void atLeast(String option, int given, int least) {
        if (given < least) {
            throw new SettingException(option + " must be at least " + least + ", was " + given);
        }
    }
}
