package io.newswatch.enrich.event;

import io.newswatch.enrich.actor.ActorName;
import io.newswatch.enrich.event.EventRule.ConceptSet;
import io.newswatch.enrich.lexicon.PhraseTrie;
import io.newswatch.enrich.lexicon.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// One sentence after the single pass of the trie: which concepts stand on which word, who is mentioned, where clauses
/// begin. Confined to one thread; made anew for each sentence that mentions anything.
final class Reading implements PhraseTrie.Sink {

    private static final int WIDTH = Lexicon.Concepts.WIDTH;
    private static final int[] NOTHING = {};

    /// A state, organisation, group or person named.
    ///
    /// @param from first word
    /// @param to   last word, exclusive
    record Mention(ActorName name, @Nullable String sector, int from, int to) {}

    /// Something else found: a month, a weekday, a kind of equipment.
    record Find(int value, int from, int to) {}

    final Words words;
    final int from;
    final int to;
    final Lexicon lexicon;
    final long[] masks;
    final long[] all = new long[WIDTH];
    final List<Mention> mentions = new ArrayList<>();
    final List<Find> finds = new ArrayList<>();
    final List<int[]> beside = new ArrayList<>();
    private final List<Find> actors = new ArrayList<>();
    private final List<Find> sectors = new ArrayList<>();
    private int[] clauses = NOTHING;

    Reading(Lexicon lexicon, Words words, int from, int to) {
        this.lexicon = lexicon;
        this.words = words;
        this.from = from;
        this.to = to;
        masks = new long[(to - from) * WIDTH];
        lexicon.trie().search(words, from, to, this);
        settleMentions();
    }

    @Override
    public void found(int value, int first, int end) {
        switch (Lexicon.kind(value)) {
            case Lexicon.CONCEPT -> {
                int concept = Lexicon.index(value);
                long bit = 1L << concept;
                all[concept >> 6] |= bit;
                for (int word = first; word < end; word++) {
                    masks[(word - from) * WIDTH + (concept >> 6)] |= bit;
                }
            }
            case Lexicon.ACTOR -> actors.add(new Find(value, first, end));
            case Lexicon.SECTOR -> sectors.add(new Find(value, first, end));
            default -> finds.add(new Find(value, first, end));
        }
    }

    /// Longest match wins, left to right.
    private void settleMentions() {
        if (actors.isEmpty()) {
            return;
        }
        actors.sort(Comparator.<Find>comparingInt(Find::from).thenComparingInt(f -> -f.to));
        int free = from;
        for (var found : actors) {
            var name = lexicon.actor(found.value);
            if (name.kind() == ActorName.Kind.BESIDE) {
                beside.add(new int[]{found.from, found.to});
                continue;
            }
            if (found.from < free || longerAt(found, free)) {
                continue;
            }
            free = found.to;
            if (name.kind() != ActorName.Kind.SHIELD) {
                mentions.add(new Mention(name, sectorOf(found), found.from, found.to));
            }
        }
    }

    /// Whether a longer one that starts inside this one would be cut off by it: "New" in "New South Wales" is no such
    /// case, but a shield beginning one word later and longer is.
    private boolean longerAt(Find found, int free) {
        for (var other : actors) {
            if (other.from >= free && other.from < found.to && other.to > found.to
                    && lexicon.actor(other.value).kind() == ActorName.Kind.SHIELD) {
                return true;
            }
        }
        return false;
    }

    /// The sector of the words beside a name: "Turkish defence minister", "minister of defence of Türkiye".
    private @Nullable String sectorOf(Find actor) {
        for (var sector : sectors) {
            boolean after = sector.from >= actor.to && sector.from - actor.to <= 2 && !broken(actor.to, sector.from);
            boolean before = sector.to <= actor.from && actor.from - sector.to <= 2 && !broken(sector.to, actor.from);
            if (after || (before && (!lexicon.language().equals("en") || ofBetween(sector.to, actor.from)))) {
                return lexicon.sector(sector.value);
            }
        }
        return null;
    }

    private boolean ofBetween(int first, int end) {
        return end - first >= 1 && words.word(first).equalsIgnoreCase("of");
    }

    /// Whether a break or comma stands before one of these words or right behind them.
    private boolean broken(int first, int end) {
        for (int word = first; word <= end && word < to; word++) {
            if (words.is(word, Words.BREAK | Words.COMMA)) {
                return true;
            }
        }
        return false;
    }

    boolean has(int word, ConceptSet concepts) {
        return concepts.meets(masks, (word - from) * WIDTH);
    }

    boolean hasAny(ConceptSet concepts) {
        return concepts.meets(all, 0);
    }

    /// @return whether a word in a range has one of the concepts
    boolean within(int first, int end, ConceptSet concepts) {
        for (int word = Math.max(first, from); word < Math.min(end, to); word++) {
            if (has(word, concepts)) {
                return true;
            }
        }
        return false;
    }

    /// Cuts the sentence into clauses: at breaks, at words that open one, and at the comma that ends one put in front ("Amid
    /// threats, ...").
    void cutClauses(ConceptSet openers) {
        clauses = new int[to - from];
        int clause = 0;
        boolean fronted = from < to && has(from, openers);
        for (int word = from; word < to; word++) {
            boolean ends = fronted && words.is(word, Words.COMMA) && word > from;
            if (word > from && words.is(word, Words.BREAK)) {
                fronted = has(word, openers);
            } else if (ends) {
                fronted = false;
            }
            boolean opens = ends || (word > from
                    && (words.is(word, Words.BREAK) || (has(word, openers) && !has(word - 1, openers))));
            if (opens) {
                clause++;
            }
            clauses[word - from] = clause;
        }
    }

    int clauseOf(int word) {
        return clauses[word - from];
    }

    int clauseCount() {
        return clauses.length == 0 ? 0 : clauses[clauses.length - 1] + 1;
    }

    int clauseStart(int clause) {
        int at = Arrays.binarySearch(clauses, clause);
        while (at > 0 && clauses[at - 1] == clause) {
            at--;
        }
        return from + at;
    }

    int clauseEnd(int clause) {
        int at = clauseStart(clause);
        while (at < to && clauses[at - from] == clause) {
            at++;
        }
        return at;
    }

    boolean isBeside(Mention mention) {
        for (var span : beside) {
            if (mention.from >= span[0] && mention.to <= span[1]) {
                return true;
            }
        }
        return false;
    }
}
