package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The kinds of military cooperation, after CAMEO 1.1b3 and PLOVER.
public enum EventType {
    JOINT_EXERCISE, CONSULTATION, VISIT, AGREEMENT, ALLIANCE, ARMS_TRANSFER, MILITARY_AID, TRAINING, BASING, DEPLOYMENT, JOINT_PRODUCTION, INTELLIGENCE_SHARING,
    /// Cooperation said to start or widen with no specific act: the fallback, of low weight.
    COOPERATION;

    private static final Map<String, EventType> BY_SLUG = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(EventType::slug, type -> type));

    private final String slug = Wire.slug(this);

    /// @return the name in records and rules: "joint-exercise"
    @JsonValue
    public String slug() {
        return slug;
    }

    /// @throws IllegalArgumentException naming the slugs there are
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static EventType ofSlug(String slug) {
        var type = BY_SLUG.get(slug);
        if (type == null) {
            throw new IllegalArgumentException("no event type \"" + slug + "\"; there are "
                    + Arrays.stream(values()).map(EventType::slug).collect(Collectors.joining(", ")));
        }
        return type;
    }
}
