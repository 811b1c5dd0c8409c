package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What somebody wants to be told: the value of [Topics#RULES]. Every group of `match` must hold. Immutable, safe to
/// share.
///
/// @param tenant      whose rule it is; "default" unless said otherwise
/// @param id          lower-case letters, digits, hyphens; unique for the tenant
/// @param description a sentence for people; may be empty
/// @param match       what to look for
/// @param notice      how often to tell; `notify` in JSON and YAML
/// @param channels    where to tell, `type:name` ("webhook:desk"); empty for the alerts topic alone
public record Rule(String tenant, String id, String description, Match match,
        @JsonProperty("notify") Notice notice, List<String> channels) {

    public static final String DEFAULT_TENANT = "default";

    public Rule {
        channels = List.copyOf(channels);
    }

    /// @return the record's key: `tenant/id`
    public String key() {
        return tenant + "/" + id;
    }

    /// The groups of conditions; a null group asks nothing.
    ///
    /// @param novelOnly look at new and changed sentences only
    /// @param changed   look at changed sentences only
    /// @param languages ISO 639-1 codes, any of which will do; empty for all
    /// @param sources   outlets
    /// @param actors    actor codes mentioned in the words looked at
    /// @param events    one countable event must satisfy the whole group
    /// @param text      words
    public record Match(boolean novelOnly, boolean changed, List<String> languages, @Nullable Sources sources,
            @Nullable Actors actors, @Nullable Events events, @Nullable Text text) {

        public Match {
            languages = List.copyOf(languages);
        }
    }

    /// Outlets by name or domain; an empty list asks nothing.
    public record Sources(List<String> any, List<String> none) {
        public Sources {
            any = List.copyOf(any);
            none = List.copyOf(none);
        }
    }

    /// Actor codes; an empty list asks nothing.
    public record Actors(List<String> any, List<String> all, List<String> none) {
        public Actors {
            any = List.copyOf(any);
            all = List.copyOf(all);
            none = List.copyOf(none);
        }
    }

    /// An event that satisfies all of it; an empty list asks nothing.
    ///
    /// @param polarity null for either
    public record Events(List<EventType> types, List<String> modes, List<CooperationEvent.Status> status,
            CooperationEvent.@Nullable Polarity polarity, List<String> participants) {
        public Events {
            types = List.copyOf(types);
            modes = List.copyOf(modes);
            status = List.copyOf(status);
            participants = List.copyOf(participants);
        }
    }

    /// Words; an empty list asks nothing.
    ///
    /// @param any  at least one, in the words looked at
    /// @param all  each somewhere in the article, and at least one in the words looked at
    /// @param none none anywhere in the article
    public record Text(List<Term> any, List<Term> all, List<Term> none) {
        public Text {
            any = List.copyOf(any);
            all = List.copyOf(all);
            none = List.copyOf(none);
        }
    }

    /// Words to look for, whole and folded by case and diacritics, inside one sentence.
    public sealed interface Term {

        /// Adjacent words; written as a plain string.
        record Phrase(String words) implements Term {
            @JsonValue
            @Override
            public String toString() {
                return words;
            }
        }

        /// All words within a distance of each other, in any order: `{near: [air, force], within: 5}`.
        ///
        /// @param within greatest number of positions from the first to the last of them
        record Near(List<String> near, int within) implements Term {
            public Near {
                near = List.copyOf(near);
            }
        }

        /// Any word that begins so: `{prefix: exercis}`.
        record Prefix(String prefix) implements Term {}

        /// Reads the three written forms.
        ///
        /// @param json a string, or a map with `near` and `within`, or a map with `prefix`
        /// @throws IllegalArgumentException when it is none of them
        @JsonCreator
        static Term of(Object json) {
            return switch (json) {
                case String words -> new Phrase(words);
                case Map<?, ?> map when map.get("near") instanceof List<?> near
                        && map.get("within") instanceof Number n ->
                    new Near(near.stream().map(String::valueOf).toList(), n.intValue());
                case Map<?, ?> map when map.get("prefix") instanceof String prefix -> new Prefix(prefix);
                default -> throw new IllegalArgumentException(
                        "a term is a string, {near: [words], within: n} or {prefix: letters}; this is " + json);
            };
        }
    }

    /// How often to tell.
    ///
    /// @param mode      once per story, at every match, or gathered
    /// @param per       what is told once; only "story" today
    /// @param maxPerDay upper bound on a day's alerts of this rule (UTC days); 0 for none
    public record Notice(Mode mode, String per, int maxPerDay) {

        /// When a rule fires.
        public enum Mode {
            FIRST, EVERY, DIGEST;

            @JsonValue
            public String slug() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
