package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.Echo;
import io.newswatch.contract.Echo.Delta;
import io.newswatch.contract.Verdict;
import io.newswatch.enrich.echo.Answer.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random articles against a model that is too plain to be wrong: it keeps everything, and judges each sentence by looking
/// at all sentences.
class EchoIndexModelTest {

    private static final Retention RETENTION = new Retention(Duration.ofDays(2), Duration.ofDays(9),
            Duration.ofHours(6));
    private static final long HOUR = Duration.ofHours(1).toNanos() / 1000;

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"1,1", "1,2", "1,4", "2,3", "3,1", "4,5"})
    void final_answers_follow_from_the_set_of_earlier_sentences_alone(long seed, int partitions) {
        var articles = new Articles(seed, 36 * HOUR).batches(130);
        var memory = new Memory(partitions);
        // Any order at all is within the lateness here: 36 hours of news squeezed into six.
        var squeezed = articles.stream().map(b -> at(b, b.order().arrivedMicros() / 6)).toList();
        shuffled(squeezed, seed, 6 * HOUR).forEach(memory::take);
        assertSameAnswers(squeezed, memory);
    }

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"11,1", "12,2", "13,4"})
    void what_is_forgotten_is_new_again_whatever_the_order_and_over_restarts(long seed, int partitions) {
        var articles = new Articles(seed, 60 * 24 * HOUR).batches(220);
        var memory = new Memory(partitions);
        int n = 0;
        for (var batch : shuffled(articles, seed, 6 * HOUR)) {
            memory.take(batch);
            if (++n % 50 == 0) {
                memory.restart();
            }
        }
        assertSameAnswers(articles, memory);
        assertThat(memory.rememberedArticles()).as("articles still stored")
                .isLessThan(articles.size() * partitions / 2);
    }

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"21,1", "22,2"})
    void crowded_lists_are_looked_at_from_both_ends_whatever_the_order(long seed, int partitions) {
        var articles = new Articles(seed, 5 * HOUR).crowd(80);
        var memory = new Memory(partitions);
        shuffled(articles, seed, 6 * HOUR).forEach(memory::take);
        assertSameAnswers(articles, memory);
    }

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"41,1", "42,3", "43,1"})
    void what_stands_in_more_articles_than_are_looked_at_has_one_origin_whatever_the_order(long seed, int partitions) {
        var articles = new Articles(seed, 5 * HOUR).popular(150);
        var memory = new Memory(partitions);
        shuffled(articles, seed, 6 * HOUR).forEach(memory::take);
        assertSameAnswers(articles, memory);
    }

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"51,1", "52,2"})
    void crowded_lists_are_forgotten_and_fill_again_whatever_the_order(long seed, int partitions) {
        var articles = new Articles(seed, 20 * 24 * HOUR).popular(200);
        var memory = new Memory(partitions);
        shuffled(articles, seed, 6 * HOUR).forEach(memory::take);
        assertSameAnswers(articles, memory);
    }

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"61,1", "62,3", "63,12"})
    void what_belongs_to_a_site_and_what_to_a_story_does_not_depend_on_order_or_restarts(long seed, int partitions) {
        var articles = new Articles(seed, 5 * HOUR).sites(140);
        var memory = new Memory(partitions);
        int n = 0;
        for (var batch : shuffled(articles, seed, 6 * HOUR)) {
            memory.take(batch);
            if (++n % 60 == 0) {
                memory.restart();
            }
        }
        assertSameAnswers(articles, memory);
        assertThat(standings(articles, memory)).containsOnlyKeys(Standing.values())
                .allSatisfy((standing, count) -> assertThat(count).isGreaterThan(standing == Standing.PART ? 1 : 20));
    }

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"71,1", "72,4"})
    void what_belongs_to_a_site_is_forgotten_and_known_again_whatever_the_order(long seed, int partitions) {
        var articles = new Articles(seed, 40 * 24 * HOUR).sites(300);
        var memory = new Memory(partitions);
        int n = 0;
        for (var batch : shuffled(articles, seed, 6 * HOUR)) {
            memory.take(batch);
            if (++n % 100 == 0) {
                memory.restart();
            }
        }
        assertSameAnswers(articles, memory);
    }

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"81,2", "82,4", "83,12"})
    void how_often_where_and_in_how_many_sources_does_not_depend_on_the_number_of_partitions(long seed,
            int partitions) {
        var some = new Articles(seed, 30 * 24 * HOUR);
        var articles = new ArrayList<>(some.popular(150));
        articles.addAll(some.sites(100));
        var undivided = new Memory(1);
        var divided = new Memory(partitions);
        shuffled(articles, seed, HOUR).forEach(batch -> {
            undivided.take(batch);
            divided.take(batch);
        });
        for (var batch : articles) {
            for (var probe : batch.probes()) {
                assertThat(divided.answer(batch.order(), probe.sentence())).as("%s/%s", batch.order(), probe)
                        .isEqualTo(undivided.answer(batch.order(), probe.sentence()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "12"})
    void an_echo_tells_where_when_how_often_and_in_how_many_sources(int partitions) {
        var words = "the two countries have held joint drills on the island since the autumn of 1994";
        var memory = new Memory(partitions);
        Match last = null;
        for (int i = 0; i < 9; i++) {
            var order = new ArticleOrder(i * HOUR, "n" + i, 1);
            var probe = new Probe(2, 40, 40 + words.length(), Fingerprint.of(words));
            memory.take(new ProbeBatch(order, "outlet " + i % 3, "https://example.org/" + i, List.of(probe)));
            last = memory.answer(order, 2);
        }
        assertThat(Objects.requireNonNull(last).echo()).satisfies(echo -> {
            assertThat(echo.articleId()).isEqualTo("n0");
            assertThat(echo.url()).isEqualTo("https://example.org/0");
            assertThat(echo.firstSeenAt()).isEqualTo(Instant.EPOCH);
            assertThat(echo.start()).isEqualTo(40);
            assertThat(echo.timesSeen()).isEqualTo(8);
            assertThat(echo.sources()).isEqualTo(3);
            assertThat(echo.alsoIn()).extracting(Echo.Sighting::articleId).containsExactly("n7", "n6", "n5", "n4",
                    "n3");
        });
    }

    @ParameterizedTest
    @CsvSource({"31,1", "32,2"})
    void taking_an_article_again_changes_nothing(long seed, int partitions) {
        var articles = new Articles(seed, 5 * HOUR).batches(80);
        var memory = new Memory(partitions);
        articles.forEach(memory::take);
        articles.forEach(memory::take);
        assertSameAnswers(articles, memory);
    }

    @ParameterizedTest(name = "seed {0}, {1} index partitions")
    @CsvSource({"91,1", "92,3", "93,1", "94,4"})
    void whoever_dies_anywhere_and_takes_again_what_was_not_committed_answers_like_one_who_lived(long seed,
            int partitions) {
        var some = new Articles(seed, 12 * 24 * HOUR);
        var articles = new ArrayList<>(some.batches(110));
        articles.addAll(some.sites(110));
        var input = shuffled(articles, seed, 6 * HOUR);
        var answers = new Answers();
        int deaths = 0;
        for (int p = 0; p < partitions; p++) {
            deaths += new Mortal(new IndexShare(p, partitions), input, new Random(seed * 100 + p), answers).live();
        }
        assertThat(deaths).as("deaths").isGreaterThan(60 * partitions);
        assertSameAnswers(articles, answers);
    }

    private static List<ProbeBatch> shuffled(List<ProbeBatch> batches, long seed, long lateness) {
        var random = new Random(seed * 31);
        Map<ArticleOrder, Long> turn = new TreeMap<>();
        batches.forEach(b -> turn.put(b.order(), b.order().arrivedMicros() + random.nextLong(lateness)));
        return batches.stream().sorted(Comparator.comparing(b -> turn.getOrDefault(b.order(), 0L))).toList();
    }

    private static ProbeBatch at(ProbeBatch batch, long micros) {
        return new ProbeBatch(new ArticleOrder(micros, batch.order().articleId(), batch.order().revision()),
                batch.source(), batch.url(), batch.outline(), batch.probes());
    }

    private static void assertSameAnswers(List<ProbeBatch> articles, Memory memory) {
        assertSameAnswers(articles, memory.answers);
    }

    private static void assertSameAnswers(List<ProbeBatch> articles, Answers answers) {
        var model = new Model(articles);
        int repeats = 0;
        int changed = 0;
        for (var batch : articles) {
            for (var probe : batch.probes()) {
                var expected = model.judge(batch.order(), probe);
                assertThat(said(answers.of(batch.order(), probe.sentence()))).as("%s/%s", batch.order(), probe)
                        .isEqualTo(expected);
                repeats += expected != null && expected.verdict == Verdict.REPEAT ? 1 : 0;
                changed += expected != null && expected.verdict == Verdict.REPEAT_CHANGED ? 1 : 0;
            }
        }
        assertThat(repeats).as("repeats in the sample").isGreaterThan(20);
        assertThat(changed).as("changed ones in the sample").isPositive();
    }

    private static Map<Standing, Long> standings(List<ProbeBatch> articles, Memory memory) {
        return articles.stream()
                .flatMap(batch -> batch.probes().stream().map(probe -> memory.answer(batch.order(), probe.sentence())))
                .filter(Objects::nonNull).collect(Collectors.groupingBy(Match::standing, Collectors.counting()));
    }

    /// What an answer says, without how often it was seen.
    private record Said(Verdict verdict, Standing standing, ArticleOrder origin, int place, List<Delta> delta) {}

    private static @Nullable Said said(@Nullable Match match) {
        return match == null
                ? null
                : new Said(match.verdict(), match.standing(), match.origin(), match.place(), match.echo().delta());
    }

    /// Index partitions and the last answer of each on each sentence.
    private static final class Memory {

        private final int partitions;
        private final List<Changelog> changelogs = new ArrayList<>();
        private final List<EchoIndex> indexes = new ArrayList<>();
        private final Answers answers = new Answers();

        Memory(int partitions) {
            this.partitions = partitions;
            IntStream.range(0, partitions).forEach(_ -> changelogs.add(new Changelog()));
            restart();
        }

        void restart() {
            indexes.clear();
            for (int p = 0; p < partitions; p++) {
                var index = new EchoIndex(new IndexShare(p, partitions), RETENTION, changelogs.get(p));
                changelogs.get(p).restore(index);
                indexes.add(index);
            }
        }

        void take(ProbeBatch batch) {
            var parts = batch.byPartition(partitions);
            for (int p = 0; p < partitions; p++) {
                var part = parts.get(p);
                if (part != null) {
                    indexes.get(p).take(ProbeBatch.decode(part.encode())).stream()
                            .map(reply -> ReplyBatch.decode(reply.encode())).forEach(answers::hear);
                }
            }
        }

        @Nullable
        Match answer(ArticleOrder order, int sentence) {
            return answers.of(order, sentence);
        }

        int rememberedArticles() {
            return indexes.stream().mapToInt(EchoIndex::articles).sum();
        }
    }

    /// The last answer of each index partition on each sentence.
    private static final class Answers {

        private final Map<ArticleOrder, Map<Integer, Map<Integer, @Nullable Match>>> last = new TreeMap<>();

        void hear(ReplyBatch reply) {
            var known = last.computeIfAbsent(reply.order(), _ -> new TreeMap<>())
                    .computeIfAbsent(reply.partition(), _ -> new TreeMap<>());
            if (!reply.late()) {
                known.clear();
            }
            reply.answers().forEach(answer -> known.put(answer.sentence(), answer.match()));
        }

        @Nullable
        Match of(ArticleOrder order, int sentence) {
            Match best = null;
            for (var known : last.getOrDefault(order, Map.of()).values()) {
                best = Answer.better(best, known.get(sentence));
            }
            return best;
        }
    }

    /// One index partition that dies again and again: before a commit, or in the middle of an article, at any write. What was
    /// committed is there afterwards, compacted or not; what was not has never been.
    private static final class Mortal {

        private final IndexShare share;
        private final List<ProbeBatch> input;
        private final Random random;
        private final Answers committed;
        private final MemoryLimit limit = new MemoryLimit(1L << 30);
        private final Changelog changelog = new Changelog();
        private final List<ReplyBatch> said = new ArrayList<>();
        private EchoIndex index;
        private int committedInput;
        private int committedWrites;
        private int writesToLive;
        private int deaths;
        /// Deaths since the last commit.
        private int inVain;

        Mortal(IndexShare share, List<ProbeBatch> input, Random random, Answers committed) {
            this.share = share;
            this.input = input;
            this.random = random;
            this.committed = committed;
            this.index = born();
        }

        private EchoIndex born() {
            writesToLive = lifetime();
            var born = new EchoIndex(share, RETENTION, limit, new BatchStore() {

                @Override
                public void put(ProbeBatch batch) {
                    write();
                    changelog.put(batch);
                }

                @Override
                public void remove(ArticleOrder order) {
                    write();
                    changelog.remove(order);
                }

            });
            changelog.restore(born);
            return born;
        }

        /// Longer and longer until something has come to its end.
        private int lifetime() {
            return random.nextInt(6 << Math.min(inVain, 10));
        }

        private void write() {
            if (writesToLive-- == 0) {
                throw new IllegalStateException("dead");
            }
        }

        /// @return how often it died
        int live() {
            while (committedInput < input.size()) {
                try {
                    int together = Math.min(1 + random.nextInt(6), input.size() - committedInput);
                    for (int i = committedInput; i < committedInput + together; i++) {
                        take(input.get(i));
                    }
                    commit(together);
                } catch (IllegalStateException dead) {
                    assertThat(dead).hasMessage("dead");
                    die();
                }
            }
            assertThat(limit.used()).as("bytes of all who lived").isEqualTo(index.bytes());
            return deaths;
        }

        private void take(ProbeBatch batch) {
            var part = batch.byPartition(share.partitions()).get(share.partition());
            if (part != null) {
                index.take(ProbeBatch.decode(part.encode())).stream()
                        .map(reply -> ReplyBatch.decode(reply.encode())).forEach(said::add);
            }
        }

        private void commit(int articles) {
            said.forEach(committed::hear);
            said.clear();
            inVain = 0;
            writesToLive = lifetime();
            committedInput += articles;
            committedWrites = changelog.entries.size();
        }

        private void die() {
            deaths++;
            inVain++;
            said.clear();
            index.close();
            changelog.cut(committedWrites);
            if (random.nextBoolean()) {
                changelog.compact(random.nextInt(committedWrites + 1), random);
                committedWrites = changelog.entries.size();
            }
            index = born();
        }
    }

    /// All that was ever written, as in a changelog nobody has compacted yet.
    private static final class Changelog implements BatchStore {

        private record Entry(ArticleOrder order, @Nullable ProbeBatch batch) {}

        private final List<Entry> entries = new ArrayList<>();

        @Override
        public void put(ProbeBatch batch) {
            entries.add(new Entry(batch.order(), ProbeBatch.decode(batch.encode())));
        }

        @Override
        public void remove(ArticleOrder order) {
            entries.add(new Entry(order, null));
        }

        void cut(int length) {
            entries.subList(length, entries.size()).clear();
        }

        /// Of the first entries the latest under each key is left, and not every removal.
        void compact(int length, Random random) {
            var seen = new HashSet<ArticleOrder>();
            for (int i = length - 1; i >= 0; i--) {
                var entry = entries.get(i);
                if (!seen.add(entry.order) || (entry.batch == null && random.nextBoolean())) {
                    entries.remove(i);
                }
            }
        }

        void restore(EchoIndex index) {
            for (var entry : List.copyOf(entries)) {
                index.restore(entry.order, entry.batch);
            }
        }
    }

    /// The definition, word for word.
    private static final class Model {

        private record Stood(ProbeBatch batch, Probe probe, Set<Long> keys, long identity) {
            Stood(ProbeBatch batch, Probe probe) {
                this(batch, probe, probe.keys().boxed().collect(Collectors.toSet()), probe.identity());
            }
        }

        private final List<Stood> all = new ArrayList<>();
        private final Map<ArticleOrder, ProbeBatch> batches = new TreeMap<>();

        Model(List<ProbeBatch> articles) {
            articles.stream().sorted(Comparator.comparing(ProbeBatch::order)).forEach(batch -> {
                var said = new HashSet<Long>();
                batches.put(batch.order(), batch);
                batch.probes().stream().filter(probe -> said.add(probe.identity()))
                        .forEach(probe -> all.add(new Stood(batch, probe)));
            });
        }

        @Nullable
        Said judge(ArticleOrder at, Probe probe) {
            var bySentence = new TreeMap<Long, List<Stood>>();
            all.stream().filter(s -> s.batch.order().compareTo(at) < 0)
                    .forEach(s -> bySentence.computeIfAbsent(s.identity, _ -> new ArrayList<>()).add(s));
            var candidates = new HashSet<Long>();
            Supplier<Comparator<Long>> byFirst = () -> Comparator
                    .<Long, ArticleOrder>comparing(
                            id -> bySentence.getOrDefault(id, List.of()).getFirst().batch.order())
                    .thenComparingInt(id -> bySentence.getOrDefault(id, List.of()).getFirst().probe.sentence());
            probe.keys().forEach(key -> {
                var list = bySentence.keySet().stream()
                        .filter(id -> bySentence.getOrDefault(id, List.of()).getFirst().keys.contains(key))
                        .filter(id -> origin(bySentence.getOrDefault(id, List.of()), at) != null).sorted(byFirst.get())
                        .toList();
                candidates.addAll(list.subList(0, Math.min(8, list.size())));
                candidates.addAll(list.subList(Math.max(0, list.size() - 56), list.size()));
            });
            boolean isShort = probe.fingerprint().isShort();
            var own = bySentence.get(probe.identity());
            if (own != null && origin(own, at) != null) {
                if (isShort) {
                    candidates.clear();
                }
                candidates.add(probe.identity());
            }
            Said best = null;
            long bestScore = 0;
            var origins = candidates.stream().map(id -> origin(bySentence.getOrDefault(id, List.of()), at))
                    .filter(o -> o != null).sorted(Comparator.<Stood, ArticleOrder>comparing(o -> o.batch.order())
                            .thenComparingInt(o -> o.probe.sentence()))
                    .toList();
            for (var origin : origins) {
                var earlier = origin.probe.fingerprint();
                var comparison = isShort
                        ? SentenceComparison.compareBesideRepeat(earlier, probe.fingerprint())
                        : SentenceComparison.compare(earlier, probe.fingerprint());
                long score = Math.round(comparison.score() * 10_000);
                boolean better = switch (comparison.verdict()) {
                    case REPEAT -> best == null || best.verdict != Verdict.REPEAT;
                    case REPEAT_CHANGED -> best == null
                            || (best.verdict != Verdict.REPEAT && score > bestScore);
                    case NOVEL -> false;
                };
                if (better) {
                    best = new Said(comparison.verdict(), standing(own, at, probe, origin, comparison),
                            origin.batch.order(),
                            origin.probe.sentence(),
                            comparison.deltas());
                    bestScore = score;
                }
            }
            return best;
        }

        /// What the words are, or, where only others like them are known, whether both fill a form.
        private Standing standing(@Nullable List<Stood> own, ArticleOrder at, Probe probe, Stood origin,
                Comparison comparison) {
            var standing = standing(own, at, probe);
            if (standing != Standing.STORY || origin.identity == probe.identity()) {
                return standing;
            }
            if (origin.batch.order().articleId().equals(at.articleId())) {
                return Standing.STORY;
            }
            var here = Objects.requireNonNull(batches.get(at)).outline();
            boolean copy = comparison.verdict() == Verdict.REPEAT && comparison.score() >= 0.6;
            boolean story = switch (here.with(origin.batch.outline())) {
                case UNRELATED -> copy && comparison.evidence() >= 8;
                case UNKNOWN -> comparison.evidence() >= 6.5;
                case RELATED -> comparison.evidence() >= 4.5 || here.isClose(origin.batch.outline());
            };
            return !story ? Standing.FORMULA : comparison.alone() ? Standing.STORY : Standing.PART;
        }

        /// What the words are to the articles in which they stand again.
        private Standing standing(@Nullable List<Stood> sightings, ArticleOrder at, Probe probe) {
            var origin = sightings == null ? null : origin(sightings, at);
            if (sightings == null || origin == null) {
                return Standing.STORY;
            }
            var asker = Objects.requireNonNull(batches.get(at));
            var alive = sightings.subList(sightings.indexOf(origin), sightings.size());
            var last = alive.subList(Math.max(0, alive.size() - 48), alive.size()).reversed();
            var carriers = articles(last, at, _ -> true);
            var ofSource = articles(last, at, s -> s.batch.source().equals(asker.source()));
            boolean isShort = probe.fingerprint().isShort();
            if (ofSource.size() >= (isShort ? 5 : 3) && areUnrelated(asker, ofSource) && isAtEdge(ofSource)) {
                return Standing.FURNITURE;
            }
            boolean formula = isShort && !carriers.isEmpty()
                    && last.stream().noneMatch(s -> s.batch.order().articleId().equals(at.articleId()))
                    && carriers.stream().allMatch(s -> isUnrelated(asker, s.batch));
            return formula ? Standing.FORMULA : Standing.STORY;
        }

        /// The latest eight other articles.
        private static List<Stood> articles(List<Stood> sightings, ArticleOrder at, Predicate<Stood> wanted) {
            return sightings.stream().filter(s -> !s.batch.order().articleId().equals(at.articleId())).filter(wanted)
                    .collect(Collectors.toMap(s -> s.batch.order().articleId(), s -> s, (latest, _) -> latest,
                            LinkedHashMap::new))
                    .values().stream().limit(8).toList();
        }

        private static boolean areUnrelated(ProbeBatch asker, List<Stood> carriers) {
            var articles = new ArrayList<>(carriers.stream().map(Stood::batch).toList());
            articles.add(asker);
            int pairs = 0;
            int unrelated = 0;
            for (int i = 0; i < articles.size(); i++) {
                for (int j = 0; j < i; j++) {
                    pairs++;
                    unrelated += isUnrelated(articles.get(i), articles.get(j)) ? 1 : 0;
                }
            }
            return unrelated >= 0.75 * pairs;
        }

        private static boolean isUnrelated(ProbeBatch one, ProbeBatch other) {
            return one.outline().with(other.outline()) == Outline.Kinship.UNRELATED;
        }

        private static boolean isAtEdge(List<Stood> carriers) {
            long atEdge = carriers.stream()
                    .filter(s -> s.probe.sentence() < 3 || s.batch.probes().size() - s.probe.sentence() <= 5).count();
            return atEdge >= 0.75 * carriers.size();
        }

        /// Where a sentence was first said without being forgotten since.
        private static @Nullable Stood origin(List<Stood> sightings, ArticleOrder at) {
            Stood origin = null;
            long last = 0;
            Set<String> ids = new HashSet<>();
            for (var s : sightings) {
                if (origin == null || s.batch.order().arrivedMicros() - last > memory(ids)) {
                    origin = s;
                    ids.clear();
                }
                ids.add(s.batch.order().articleId());
                last = s.batch.order().arrivedMicros();
            }
            return at.arrivedMicros() - last > memory(ids) ? null : origin;
        }

        private static long memory(Set<String> ids) {
            return (ids.size() > 1 ? RETENTION.catalogue() : RETENTION.memory()).toNanos() / 1000;
        }
    }

    /// Articles of made-up sentences that repeat one another, exactly, nearly, and with another number.
    private static final class Articles {

        private static final String[] SYLLABLES = {"ka", "lo", "mi", "tar", "ven", "sul", "or", "pek", "dra", "nim",
                "gu",
                "shol"};
        private static final Map<String, String> IN_WORDS = Map.of("2", "two", "7", "seven", "12", "twelve", "20",
                "twenty", "30", "thirty", "40", "forty", "50", "fifty");

        private final Random random;
        private final long span;
        private final List<List<String>> pool = new ArrayList<>();

        Articles(long seed, long span) {
            random = new Random(seed);
            this.span = span;
        }

        List<ProbeBatch> batches(int count) {
            var batches = new ArrayList<ProbeBatch>();
            for (int i = 0; i < count; i++) {
                var sentences = new ArrayList<String>();
                for (int s = 1 + random.nextInt(5); s > 0; s--) {
                    sentences.add(sentence());
                }
                // Some articles come again as a revision.
                int revision = i > 0 && random.nextInt(8) == 0 ? 2 : 1;
                batches.add(batch("a" + (revision == 2 ? i - 1 : i), revision, sentences));
            }
            var seen = new HashSet<String>();
            return batches.stream().filter(b -> seen.add(b.order().articleId() + b.order().revision())).toList();
        }

        /// Sentences that all begin with the same words, hence share a key, and end in two ways.
        List<ProbeBatch> crowd(int count) {
            var batches = new ArrayList<ProbeBatch>();
            var opening = "the ministry of defence said in a statement on its website that";
            for (int i = 0; i < count; i++) {
                var sentences = new ArrayList<String>();
                for (int s = 0; s < 3; s++) {
                    sentences.add(opening + " " + word(random.nextInt(12)) + " " + random.nextInt(9) + " "
                            + word(random.nextInt(12)));
                }
                batches.add(batch("c" + i, 1, sentences));
            }
            return batches;
        }

        /// A few sentences that stand nearly everywhere, and variants of one of which some come again and again.
        List<ProbeBatch> popular(int count) {
            var batches = new ArrayList<ProbeBatch>();
            var opening = "the ministry of defence said in a statement on its website that";
            var everywhere = "the two countries have held joint drills on the island since the autumn of";
            for (int i = 0; i < count; i++) {
                var sentences = List.of(everywhere + " 1994",
                        everywhere + " " + (1960 + random.nextInt(random.nextBoolean() ? 3 : 60)),
                        opening + " " + word(random.nextInt(12)) + " " + random.nextInt(9) + " "
                                + word(random.nextInt(12)));
                batches.add(batch("p" + i, 1, sentences));
            }
            return batches;
        }

        /// Articles on five subjects by three outlets that put lines of their own into each, and all use the same turns of
        /// phrase.
        List<ProbeBatch> sites(int count) {
            var batches = new ArrayList<ProbeBatch>();
            for (int i = 0; i < count; i++) {
                int subject = random.nextInt(5);
                int site = random.nextInt(3);
                var sentences = new ArrayList<String>();
                sentences.add("you read the paper of " + word(site) + " and its friends on the coast and beyond");
                for (int s = random.nextInt(4); s >= 0; s--) {
                    sentences.add("in the " + word(random.nextInt(1700)) + " of " + name(subject, 0) + " and "
                            + name(subject, 1 + random.nextInt(3)) + " the " + word(random.nextInt(1700)) + " of "
                            + name(subject, 4 + random.nextInt(3)) + " saw " + word(random.nextInt(1700)));
                }
                sentences.add("the old " + word(subject) + " has been a matter of the two " + word(200 + subject)
                        + " for many years now");
                sentences.add("the price of " + word(300 + subject) + " in the harbour rose to "
                        + (20 + random.nextInt(9)) + " a " + word(subject) + " at last");
                sentences.add("nobody was " + spelt(word(random.nextInt(4))));
                sentences.add("the " + word(random.nextInt(1700)) + " fell");
                sentences.add(random.nextInt(3) == 0 ? "we go on" : "more of " + word(site));
                int revision = i > 0 && random.nextInt(9) == 0 ? 2 : 1;
                batches.add(batch("s" + (revision == 2 ? i - 1 : i), revision, "site" + site, sentences));
            }
            var seen = new HashSet<String>();
            return batches.stream().filter(b -> seen.add(b.order().articleId() + b.order().revision())).toList();
        }

        private static String name(int subject, int n) {
            var word = word(1000 + subject * 7 + n);
            return Character.toUpperCase(word.charAt(0)) + word.substring(1);
        }

        private ProbeBatch batch(String id, int revision, List<String> sentences) {
            return batch(id, revision, "s" + random.nextInt(4), sentences);
        }

        private ProbeBatch batch(String id, int revision, String source, List<String> sentences) {
            var probes = new ArrayList<Probe>();
            int at = 0;
            for (int i = 0; i < sentences.size(); i++) {
                int end = at + sentences.get(i).length();
                probes.add(new Probe(i, at, end, Fingerprint.of(sentences.get(i))));
                at = end + 1;
            }
            // Coarse, so that many articles arrive at the same moment.
            long arrived = random.nextLong(span) / (HOUR / 4) * (HOUR / 4);
            var outline = Outline.of(probes.stream().map(Probe::fingerprint).toList(), source);
            return new ProbeBatch(new ArticleOrder(arrived, id, revision), source, null, outline, probes);
        }

        private String sentence() {
            List<String> words;
            if (pool.isEmpty() || random.nextInt(3) == 0) {
                words = new ArrayList<>();
                for (int n = 9 + random.nextInt(8); n > 0; n--) {
                    words.add(word(random.nextInt(3000)));
                }
                words.set(random.nextInt(words.size()), Integer.toString(2 + random.nextInt(90)));
            } else {
                words = new ArrayList<>(pool.get(random.nextInt(pool.size())));
                switch (random.nextInt(4)) {
                    case 0 -> words.set(random.nextInt(words.size()), word(random.nextInt(3000)));
                    case 1 -> words.replaceAll(
                            word -> Character.isDigit(word.charAt(0)) ? "" + (2 + random.nextInt(90)) : word);
                    case 2 -> words.remove(random.nextInt(words.size()));
                    default -> {
                        // the same again
                    }
                }
            }
            pool.add(words);
            if (pool.size() > 60) {
                pool.remove(random.nextInt(pool.size()));
            }
            return String.join(" ", words.stream().map(this::spelt).toList());
        }

        /// The same word in another writing now and then: it is one word, but another fact to be shown and compared.
        private String spelt(String word) {
            if (random.nextInt(12) > 0) {
                return word;
            }
            return Character.isDigit(word.charAt(0))
                    ? IN_WORDS.getOrDefault(word, word)
                    : Character.toUpperCase(word.charAt(0)) + word.substring(1);
        }

        private static String word(int n) {
            return SYLLABLES[n % 12] + SYLLABLES[n / 12 % 12] + SYLLABLES[n / 144 % 12];
        }
    }
}
