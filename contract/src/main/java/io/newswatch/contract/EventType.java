package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The kinds of military cooperation, after CAMEO 1.1b3 and PLOVER.
public enum EventType {
    JOINT_EXERCISE, CONSULTATION, VISIT, AGREEMENT, ALLIANCE, ARMS_TRANSFER, MILITARY_AID, TRAINING, BASING, DEPLOYMENT, JOINT_PRODUCTION, INTELLIGENCE_SHARING,
    /// Cooperation said to start or widen with no specific act: the fallback, of low weight.
    COOPERATION;

    /// @return the name in records and rules: "joint-exercise"
    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException naming the slugs there are
    @JsonCreator
    public static EventType ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no event type \"" + slug + "\"; there are "
                        + Arrays.stream(values()).map(EventType::slug).collect(Collectors.joining(", "))));
    }
}
