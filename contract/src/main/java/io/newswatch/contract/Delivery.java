package io.newswatch.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// How far an alert has come on one channel: the value of [Topics#DELIVERIES], on the same partition number as its alert.
/// Immutable, safe to share.
///
/// @param alertId which alert
/// @param channel which channel, `type:name`
/// @param state   how far it has come
/// @param attempt how often it was tried, from 1; 0 when it has only been queued
/// @param at      when this was written
/// @param dueAt   when it is tried next; null unless pending
/// @param detail  what the channel answered, for people; empty when it went well
/// @param alert   the alert itself while pending, so that it can be sent after a restart; null otherwise
public record Delivery(String alertId, String channel, State state, int attempt, Instant at, @Nullable Instant dueAt,
        @JsonProperty(isRequired = OptBoolean.FALSE) String detail, @Nullable Alert alert) {

    public Delivery {
        detail = detail == null ? "" : detail;
    }

    /// @return the record's key
    public String key() {
        return alertId + "/" + channel;
    }

    /// Where a delivery stands.
    public enum State {
        DELIVERED, PENDING,
        /// Given up: the alert is in the dead letters.
        FAILED;

        private final String slug = Wire.slug(this);

        @JsonValue
        public String slug() {
            return slug;
        }
    }
}
