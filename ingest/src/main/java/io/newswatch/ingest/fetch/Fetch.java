package io.newswatch.ingest.fetch;

import java.time.Duration;

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
    sealed interface Failure extends Fetch {

        /// @return a word for counters and JSON, of a bounded set
        String word();

        /// @return what happened, for people
        String reason();

        /// @return how long the server asks to be left alone; null when it does not ask
        default @Nullable Duration retryAfter() {
            return null;
        }
    }

    /// 410: the server says that it is gone for good.
    record Gone(String reason) implements Failure {
        @Override
        public String word() {
            return "gone";
        }
    }

    /// 401, 403, 451 or a page that wants a browser.
    record Blocked(String reason) implements Failure {
        @Override
        public String word() {
            return "blocked";
        }
    }

    /// 404.
    record NotFound(String reason) implements Failure {
        @Override
        public String word() {
            return "not-found";
        }
    }

    /// 429 or 503: too many requests for this server.
    record RateLimited(String reason, @Nullable Duration retryAfter) implements Failure {
        @Override
        public String word() {
            return "rate-limited";
        }
    }

    /// Any other status that is no success.
    record HttpError(String reason, @Nullable Duration retryAfter) implements Failure {
        @Override
        public String word() {
            return "http-error";
        }
    }

    /// More bytes than allowed after decompression.
    record TooLarge(String reason) implements Failure {
        @Override
        public String word() {
            return "too-large";
        }
    }

    /// Too slow to connect, to answer or to finish.
    record TimedOut(String reason) implements Failure {
        @Override
        public String word() {
            return "timed-out";
        }
    }

    /// No such host, connection refused, broken off, bad certificate.
    record Unreachable(String reason) implements Failure {
        @Override
        public String word() {
            return "unreachable";
        }
    }

    /// The address is inside our own network; see the setting `ingest.allowed-hosts`.
    record GuardRefused(String reason) implements Failure {
        @Override
        public String word() {
            return "guard-refused";
        }
    }

    /// robots.txt does not want us there.
    record RobotsRefused(String reason) implements Failure {
        @Override
        public String word() {
            return "robots-refused";
        }
    }

    /// robots.txt cannot be read now (the server is in trouble or silent), and until it can nobody may go there (RFC 9309).
    record RobotsUnreadable(String reason, @Nullable Duration retryAfter) implements Failure {
        @Override
        public String word() {
            return "robots-unreadable";
        }
    }

    /// A redirect too many, to nowhere, or from https to http.
    record BadRedirect(String reason) implements Failure {
        @Override
        public String word() {
            return "bad-redirect";
        }
    }
}
