package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.newswatch.contract.CooperationEvent.Polarity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody wants to be told: the value of [Topics#RULES]. Every group of `match` must hold. Immutable, safe to
/// share.
///
/// @param tenant      whose rule it is; "default" unless said otherwise
/// @param id          lower-case letters, digits, hyphens; unique for the tenant
/// @param description a sentence for people; empty when absent
/// @param match       what to look for; any new sentence when absent
/// @param notice      how often to tell; `notify` in JSON and YAML; once per story when absent
/// @param channels    where to tell, `type:name` ("webhook:desk"); empty for the alerts topic alone
public record Rule(@JsonProperty(isRequired = OptBoolean.FALSE) String tenant, String id,
        @JsonProperty(isRequired = OptBoolean.FALSE) String description,
        @JsonProperty(isRequired = OptBoolean.FALSE) Match match,
        @JsonProperty(value = "notify", isRequired = OptBoolean.FALSE) Notice notice, List<String> channels) {

    public static final String DEFAULT_TENANT = "default";

    public Rule {
        tenant = tenant == null ? DEFAULT_TENANT : tenant;
        description = description == null ? "" : description;
        match = match == null ? Match.ANYTHING : match;
        notice = notice == null ? Notice.ONCE_PER_STORY : notice;
        channels = Wire.list(channels);
    }

    /// @return the record's key: `tenant/id`
    public String key() {
        return tenant + "/" + id;
    }

    /// The groups of conditions; a null group asks nothing.
    ///
    /// @param novelOnly look at new and changed sentences only; true when absent
    /// @param changed   look at changed sentences only
    /// @param languages ISO 639-1 codes, any of which will do; empty for all
    /// @param sources   outlets
    /// @param actors    actor codes mentioned in the words looked at
    /// @param events    one countable event must satisfy the whole group
    /// @param text      words
    public record Match(boolean novelOnly, boolean changed, List<String> languages,
            @Nullable Sources sources,
            @Nullable Actors actors, @Nullable Events events, @Nullable Text text) {

        @JsonCreator
        static Match read(@Nullable Boolean novelOnly, boolean changed, List<String> languages,
                @Nullable Sources sources, @Nullable Actors actors, @Nullable Events events, @Nullable Text text) {
            return new Match(novelOnly == null || novelOnly, changed, languages, sources, actors, events, text);
        }

        /// Any new or changed sentence.
        public static final Match ANYTHING = new Match(true, false, List.of(), null, null, null, null);

        public Match {
            languages = Wire.list(languages);
        }
    }

    /// Outlets by name or domain; an empty list asks nothing.
    public record Sources(List<String> any, List<String> none) {
        public Sources {
            any = Wire.list(any);
            none = Wire.list(none);
        }
    }

    /// Actor codes; an empty list asks nothing.
    public record Actors(List<String> any, List<String> all, List<String> none) {
        public Actors {
            any = Wire.list(any);
            all = Wire.list(all);
            none = Wire.list(none);
        }
    }

    /// An event that satisfies all of it; an empty list asks nothing.
    ///
    /// @param polarity null for either
    public record Events(List<EventType> types, List<String> modes, List<CooperationEvent.Status> status,
            @Nullable Polarity polarity, List<String> participants) {
        public Events {
            types = Wire.list(types);
            modes = Wire.list(modes);
            status = Wire.list(status);
            participants = Wire.list(participants);
        }
    }

    /// Words; an empty list asks nothing.
    ///
    /// @param any  at least one, in the words looked at
    /// @param all  each somewhere in the article, and at least one in the words looked at
    /// @param none none anywhere in the article
    public record Text(List<Term> any, List<Term> all, List<Term> none) {
        public Text {
            any = Wire.list(any);
            all = Wire.list(all);
            none = Wire.list(none);
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
                near = Wire.list(near);
            }
        }

        /// Any word that begins so: `{prefix: exercis}`.
        record Prefix(String prefix) implements Term {}

        /// Reads the three written forms.
        ///
        /// @param json a string, or a map with `near` and `within`, or a map with `prefix`
        /// @throws IllegalArgumentException when it is none of them
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
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
    /// @param mode      once per story (when absent), at every match, or gathered
    /// @param per       what is told once; only "story" today
    /// @param maxPerDay upper bound on a day's alerts of this rule (UTC days); 0 for none
    public record Notice(@JsonProperty(isRequired = OptBoolean.FALSE) Mode mode,
            @JsonProperty(isRequired = OptBoolean.FALSE) String per, int maxPerDay) {

        /// The default.
        public static final Notice ONCE_PER_STORY = new Notice(Mode.FIRST, "story", 0);

        public Notice {
            mode = mode == null ? Mode.FIRST : mode;
            per = per == null ? "story" : per;
        }

        /// When a rule fires.
        public enum Mode {
            FIRST, EVERY, DIGEST;

            private final String slug = Wire.slug(this);

            @JsonValue
            public String slug() {
                return slug;
            }
        }
    }
}
