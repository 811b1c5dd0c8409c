package io.newswatch.ingest.publish;

import java.util.Locale;

/// Why something that was offered is no article, or cannot be had: the bounded set by which it is counted.
public enum Fault {
    /// A file or folder that is not there, must not be read, is damaged, or is a pipe or a device.
    UNREADABLE,
    /// Bytes that are no text of any charset, or JSON lines that are no UTF-8.
    NOT_TEXT,
    /// A line or request that is no JSON.
    NOT_JSON,
    /// A field is missing or is not what it should be.
    WRONG_FIELD,
    /// No words are left: an empty file, a page without an article, an item without a title.
    NO_WORDS,
    /// More bytes than are taken.
    TOO_LARGE,
    /// A file whose name says that it holds something else.
    OTHER_KIND,
    /// A feed that names an unknown source, or a place where there can be none.
    WRONG_FEED,
    /// A record of the feeds or feed-state topic that is none.
    WRONG_RECORD;

    /// @return for counters and JSON: "not-text"
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
