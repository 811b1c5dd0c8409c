package io.newswatch.ingest.fetch;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How one fetch ended. Each way is a value: nothing here is an exception, since all of it is to be expected.
public sealed interface Fetch {

    /// An answer with a body.
    record Fetched(Response response) implements Fetch {}

    /// Nothing new since the validators.
    ///
    /// @param freshFor how long the server says this stays so; null when it does not say
    record NotModified(@Nullable Duration freshFor) implements Fetch {}

    /// No body to be had.
    ///
    /// @param why        of a bounded set, for counters and decisions
    /// @param status     the status that was answered, from 400 to 599; 0 where it is not a status that fails
    /// @param reason     what happened, for people
    /// @param retryAfter how long the server asks to be left alone; null when it does not ask
    record Failure(Why why, int status, String reason, @Nullable Duration retryAfter) implements Fetch {

        Failure(Why why, String reason) {
            this(why, 0, reason, null);
        }
    }

    /// Why there is no body.
    enum Why {
        /// 410: the server says that it is gone for good.
        GONE,
        /// 401, 403, 451 or a page that wants a browser.
        BLOCKED,
        /// 404.
        NOT_FOUND,
        /// 429 or 503: too many requests for this server.
        RATE_LIMITED,
        /// Any other status that is no success.
        HTTP_ERROR,
        /// More bytes than allowed after decompression.
        TOO_LARGE,
        /// Too slow to connect, to answer or to finish.
        TIMED_OUT,
        /// No such host, connection refused, broken off, bad certificate.
        UNREACHABLE,
        /// The address is inside our own network; see the setting `ingest.allowed-hosts`.
        GUARD_REFUSED,
        /// robots.txt does not want us there.
        ROBOTS_REFUSED,
        /// robots.txt cannot be read now (the server is in trouble or silent), and until it can nobody may go there
        /// (RFC 9309).
        ROBOTS_UNREADABLE,
        /// A redirect too many, to nowhere, or from https to http.
        BAD_REDIRECT;

        /// @return for counters and JSON: "not-found"
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
