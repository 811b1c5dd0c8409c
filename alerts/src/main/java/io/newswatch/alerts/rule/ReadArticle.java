package io.newswatch.alerts.rule;

import io.newswatch.contract.Actor;
import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.EnrichedArticle;
import io.newswatch.contract.Sentence;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// One article at a time, laid out for matching: the title and each sentence that is no furniture become a segment, every
/// word gets a position, and the words that some rule asks for are chained by their number. Between two segments stands a
/// position without a word, so no phrase reaches over the place where a sentence was left out. Arrays are used again for
/// the next article; used by one thread.
final class ReadArticle {

    private static final int NONE = -1;

    /// A sentence to look at.
    record Segment(Sentence sentence, boolean inTitle, int scopes) {
        boolean in(Scope scope) {
            return (scopes & scope.bit()) != 0;
        }
    }

    /// A mention and where it stands.
    record Mention(Actor actor, Segment segment) {}

    /// A countable event and a segment that its evidence touches.
    record Told(CooperationEvent event, int scopes) {}

    private final RuleSet rules;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final List<Told> events = new ArrayList<>();
    private int scopes;
    private @Nullable EnrichedArticle article;
    private String host = "";

    private int positions;
    private int[] wordAt = new int[1024];
    private int[] startAt = new int[1024];
    private int[] endAt = new int[1024];
    private int[] segmentAt = new int[1024];

    private int occurrences;
    private int[] occurrencePosition = new int[1024];
    private int[] occurrenceNext = new int[1024];
    private final int[] first;
    private final int[] last;
    private final int[] foundInArticle;
    private final int[] scopesOfWord;
    private int articleNumber;
    private int[] found = new int[256];
    private int foundCount;

    ReadArticle(RuleSet rules) {
        this.rules = rules;
        first = new int[rules.wordCount()];
        last = new int[rules.wordCount()];
        foundInArticle = new int[rules.wordCount()];
        scopesOfWord = new int[rules.wordCount()];
    }

    /// Lays out the next article, forgetting the last.
    void read(EnrichedArticle next) {
        article = next;
        articleNumber++;
        positions = 0;
        occurrences = 0;
        foundCount = 0;
        segments.clear();
        mentions.clear();
        events.clear();
        scopes = 0;
        host = hostOf(next.url());
        var title = next.title();
        if (title != null && !title.isBlank()) {
            var headline = next.headline();
            add(title, headline == null ? Sentence.novel(0, title.length()) : headline, true);
        }
        for (var paragraph : next.paragraphs()) {
            for (var sentence : paragraph.sentences()) {
                add(next.text(), sentence, false);
            }
        }
        for (var actor : next.actors()) {
            var segment = segmentOver(actor.start(), actor.end(), actor.inTitle());
            if (segment != null) {
                mentions.add(new Mention(actor, segment));
            }
        }
        for (var event : next.events()) {
            if (event.countable()) {
                var evidence = event.evidence();
                int bits = 0;
                for (var segment : segments) {
                    if (segment.inTitle() == evidence.inTitle() && segment.sentence().start() < evidence.end()
                            && evidence.start() < segment.sentence().end()) {
                        bits |= segment.scopes();
                    }
                }
                events.add(new Told(event, bits));
            }
        }
    }

    private void add(String text, Sentence sentence, boolean inTitle) {
        int bits = Scope.bitsOf(sentence);
        if (bits == 0) {
            return;
        }
        scopes |= bits;
        int segment = segments.size();
        segments.add(new Segment(sentence, inTitle, bits));
        Words.of(text, sentence.start(), Math.min(sentence.end(), text.length()), (letters, length, start, end) -> {
            int position = place(start, end, segment);
            long hash = 0;
            for (int i = 0; i < length; i++) {
                hash = WordIds.grow(hash, letters[i]);
                if (rules.hasPrefixOf(i + 1)) {
                    int prefix = rules.prefixes().of(letters, i + 1, hash);
                    if (prefix != WordIds.UNKNOWN) {
                        occurs(prefix, position, bits);
                    }
                }
            }
            int word = rules.words().of(letters, length, hash);
            wordAt[position] = word;
            if (word != WordIds.UNKNOWN) {
                occurs(word, position, bits);
            }
        });
        wordAt[place(sentence.end(), sentence.end(), segment)] = WordIds.UNKNOWN;
    }

    private int place(int start, int end, int segment) {
        if (positions == wordAt.length) {
            wordAt = Arrays.copyOf(wordAt, positions * 2);
            startAt = Arrays.copyOf(startAt, positions * 2);
            endAt = Arrays.copyOf(endAt, positions * 2);
            segmentAt = Arrays.copyOf(segmentAt, positions * 2);
        }
        startAt[positions] = start;
        endAt[positions] = end;
        segmentAt[positions] = segment;
        return positions++;
    }

    private void occurs(int word, int position, int bits) {
        if (occurrences == occurrencePosition.length) {
            occurrencePosition = Arrays.copyOf(occurrencePosition, occurrences * 2);
            occurrenceNext = Arrays.copyOf(occurrenceNext, occurrences * 2);
        }
        occurrencePosition[occurrences] = position;
        occurrenceNext[occurrences] = NONE;
        if (foundInArticle[word] == articleNumber) {
            occurrenceNext[last[word]] = occurrences;
            scopesOfWord[word] |= bits;
        } else {
            foundInArticle[word] = articleNumber;
            first[word] = occurrences;
            scopesOfWord[word] = bits;
            if (foundCount == found.length) {
                found = Arrays.copyOf(found, foundCount * 2);
            }
            found[foundCount++] = word;
        }
        last[word] = occurrences++;
    }

    private @Nullable Segment segmentOver(int start, int end, boolean inTitle) {
        for (var segment : segments) {
            if (segment.inTitle() == inTitle && segment.sentence().start() <= start
                    && end <= segment.sentence().end()) {
                return segment;
            }
        }
        return null;
    }

    EnrichedArticle article() {
        if (article == null) {
            throw new IllegalStateException("no article was read yet");
        }
        return article;
    }

    List<Segment> segments() {
        return segments;
    }

    List<Mention> mentions() {
        return mentions;
    }

    List<Told> events() {
        return events;
    }

    /// Whether there is anything at all to look at.
    boolean has(Scope scope) {
        return (scopes & scope.bit()) != 0;
    }

    int foundCount() {
        return foundCount;
    }

    /// The number of the n-th distinct asked-for word or prefix of this article.
    int found(int n) {
        return found[n];
    }

    boolean has(int word, Scope scope) {
        return word != WordIds.UNKNOWN && foundInArticle[word] == articleNumber
                && (scopesOfWord[word] & scope.bit()) != 0;
    }

    /// Walks the occurrences of a word or prefix.
    ///
    /// @return the first occurrence, negative when there is none
    int firstOccurrence(int word) {
        return foundInArticle[word] == articleNumber ? first[word] : NONE;
    }

    int nextOccurrence(int occurrence) {
        return occurrenceNext[occurrence];
    }

    int positionOf(int occurrence) {
        return occurrencePosition[occurrence];
    }

    /// @return the word at a position that may lie outside the article
    int wordAt(int position) {
        return position >= 0 && position < positions ? wordAt[position] : WordIds.UNKNOWN;
    }

    boolean prefixAt(int prefix, int position) {
        for (int o = firstOccurrence(prefix); o >= 0; o = occurrenceNext[o]) {
            if (occurrencePosition[o] >= position) {
                return occurrencePosition[o] == position;
            }
        }
        return false;
    }

    Segment segmentAt(int position) {
        return segments.get(segmentAt[position]);
    }

    boolean sameSegment(int position, int other) {
        return segmentAt[position] == segmentAt[other];
    }

    int startAt(int position) {
        return startAt[position];
    }

    int endAt(int position) {
        return endAt[position];
    }

    /// Whether the article comes from an outlet, by its name, its feed or its domain.
    boolean isFrom(String outlet) {
        var feed = article().feed();
        return outlet.equalsIgnoreCase(article().source()) || outlet.equalsIgnoreCase(feed)
                || (feed != null && feed.toLowerCase(Locale.ROOT).startsWith(outlet.toLowerCase(Locale.ROOT) + "/"))
                || host.equals(outlet.toLowerCase(Locale.ROOT))
                || host.endsWith("." + outlet.toLowerCase(Locale.ROOT));
    }

    private static String hostOf(@Nullable String url) {
        if (url == null) {
            return "";
        }
        try {
            var host = URI.create(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
