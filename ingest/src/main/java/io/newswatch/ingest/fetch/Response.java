package io.newswatch.ingest.fetch;

import io.newswatch.ingest.fetch.Request.Validators;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A good answer. The body is not to be written into; else immutable.
///
/// @param uri         where it came from in the end, after redirects
/// @param body        decompressed
/// @param contentType the header; null when there was none
/// @param validators  for the next conditional GET; null when the server gave none
/// @param freshFor    how long the server says the answer stays good (Cache-Control); null when it does not say
@SuppressWarnings("ArrayRecordComponent") // answers are never compared
public record Response(URI uri, byte[] body, @Nullable String contentType, @Nullable Validators validators,
        @Nullable Duration freshFor) {}
