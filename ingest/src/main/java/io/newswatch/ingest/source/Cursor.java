package io.newswatch.ingest.source;

import io.newswatch.contract.JsonSerde;
import io.newswatch.ingest.fetch.Request.Validators;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What is remembered of a feed between two polls; at most 64 KB as JSON. Immutable, safe to share.
///
/// @param validators of the last answer that could be read whole; null when there are none
/// @param seen       the articles already published, by [Seen#text]
/// @param marks      what the source itself wants to remember
public record Cursor(@Nullable Validators validators, String seen, Map<String, String> marks) {

    /// Nothing read yet.
    public static final Cursor START = new Cursor(null, "", Map.of());

    /// Most bytes of a cursor as JSON.
    public static final int LARGEST = 64 * 1024;

    public Cursor {
        marks = Map.copyOf(marks);
    }

    /// Reads what [#json] wrote; what it cannot read is a start from the beginning, since the articles' hashes keep
    /// repetitions out further on.
    public static Cursor parse(String json) {
        try {
            @Nullable
            Cursor read = json.isBlank() ? START : JsonSerde.MAPPER.readValue(json, Cursor.class);
            return read == null ? START : read; // the JSON of nothing
        } catch (JacksonException _) {
            return START;
        }
    }

    /// @throws IllegalStateException when it is larger than 64 KB: a source that remembers without bound
    public String json() {
        var json = JsonSerde.MAPPER.writeValueAsString(this);
        if (json.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new IllegalStateException("a cursor of " + json.length() + " characters; at most 64 KB are kept");
        }
        return json;
    }
}
