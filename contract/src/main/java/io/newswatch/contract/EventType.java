package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;

/// The kinds of military cooperation, after CAMEO 1.1b3 and PLOVER.
public enum EventType {
    JOINT_EXERCISE, CONSULTATION, VISIT, AGREEMENT, ALLIANCE, ARMS_TRANSFER, MILITARY_AID, TRAINING, BASING, DEPLOYMENT, JOINT_PRODUCTION, INTELLIGENCE_SHARING,
    /// Cooperation said to start or widen with no specific act: the fallback, of low weight.
    COOPERATION,
    /// A kind that a later version tells apart and this one does not know.
    @JsonEnumDefaultValue
    UNKNOWN;

    private final String slug = Wire.slug(this);

    /// @return all that can be coded and asked for
    public static EventType[] known() {
        return EnumSet.complementOf(EnumSet.of(UNKNOWN)).toArray(EventType[]::new);
    }

    /// @return the name in records and rules: "joint-exercise"
    @JsonValue
    public String slug() {
        return slug;
    }
}
