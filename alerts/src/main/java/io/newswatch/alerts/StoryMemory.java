package io.newswatch.alerts;

import io.newswatch.contract.Alert;
import io.newswatch.contract.CooperationEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/// What is remembered of every rule's stories. All keys begin with `tenant/rule/`, so that one rule's memory lies together
/// wherever it is kept. Used by one thread.
///
/// @param stories  `tenant/rule/story id`
/// @param articles `tenant/rule/article id`: which story an article belongs to
/// @param reports  `tenant/rule/type/polarity/actor`: the latest reports of such events in which that actor takes part
/// @param days     `tenant/rule`
record StoryMemory(Shelf<Story> stories, Shelf<ArticleOfStory> articles, Shelf<Reports> reports, Shelf<RuleDay> days) {

    /// Keyed values.
    interface Shelf<V> {

        @Nullable
        V get(String key);

        void put(String key, V value);

        void remove(String key);

        /// Hands over all that is there; what it hands over may be removed meanwhile.
        void forEach(BiConsumer<String, V> each);
    }

    /// A story of a rule.
    ///
    /// @param storyId  never changes
    /// @param firstAt  when its first article arrived
    /// @param lastAt   when its latest article arrived
    /// @param articles how many articles it has, revisions not counted
    /// @param told     whether an alert was fired
    /// @param acts     whether one of its articles reported a countable event
    /// @param digest   what waits for the end of the day; null when nothing does
    record Story(String storyId, Instant firstAt, Instant lastAt, int articles, boolean told, boolean acts,
            @Nullable Digest digest) {}

    /// Matches gathered for one alert.
    ///
    /// @param day      the UTC day
    /// @param first    the first match
    /// @param gathered the further ones, the first [Stories#MOST_GATHERED] of them
    record Digest(LocalDate day, Candidate first, List<Alert.Gathered> gathered) {
        Digest {
            gathered = List.copyOf(gathered);
        }
    }

    /// @param number   which of the story's articles it is, from 1
    /// @param revision the latest revision that matched
    /// @param at       when it last arrived
    record ArticleOfStory(String storyId, int number, int revision, Instant at) {}

    /// @param reports latest last, at most [Stories#MOST_REPORTS]
    record Reports(List<Report> reports) {
        Reports {
            reports = List.copyOf(reports);
        }
    }

    /// @param at when the article arrived
    record Report(String storyId, Instant at, CooperationEvent event) {}

    /// A rule's day.
    ///
    /// @param day     the UTC day that is counted
    /// @param alerts  how many were fired on it
    /// @param digests ids of the stories in which something waits for the end of a day, at most [Stories#MOST_DIGESTS]
    record RuleDay(LocalDate day, int alerts, List<String> digests) {
        RuleDay {
            digests = List.copyOf(digests);
        }
    }

    /// A memory in maps, for tools without Kafka.
    static StoryMemory inMaps() {
        return new StoryMemory(new MapShelf<>(), new MapShelf<>(), new MapShelf<>(), new MapShelf<>());
    }

    private static final class MapShelf<V> implements Shelf<V> {
        private final Map<String, V> values = new HashMap<>();

        @Override
        public @Nullable V get(String key) {
            return values.get(key);
        }

        @Override
        public void put(String key, V value) {
            values.put(key, value);
        }

        @Override
        public void remove(String key) {
            values.remove(key);
        }

        @Override
        public void forEach(BiConsumer<String, V> each) {
            Map.copyOf(values).forEach(each);
        }
    }
}
