package io.newswatch.enrich.lexicon;

import java.util.Arrays;

/// Finds all phrases of a lexicon in a text in one pass over its letters. Two tries: letters to word classes (a whole
/// word, or the beginning of one), and word classes to phrases; both are one open-addressing table, so that a word the
/// lexicon doesn't know costs a few array reads and no object. Immutable, safe for use by many threads.
public final class PhraseTrie {

    /// The phrase counts only when its first word starts with a capital letter.
    public static final int CAPITALISED = 1;
    /// The phrase counts only when its first word is written in capitals.
    public static final int UPPER_CASE = 2;

    /// Receives what is found.
    @FunctionalInterface
    public interface Sink {
        /// @param value as added
        /// @param from  first word
        /// @param to    last word, exclusive
        void found(int value, int from, int to);
    }

    private static final int NONE = -1;
    private static final int MOST_CLASSES = 16;

    private final Table letters;
    private final int[] whole;
    private final int[] beginning;
    private final Table phrases;
    private final int[][] values;

    private PhraseTrie(Builder builder) {
        letters = builder.letters;
        whole = Arrays.copyOf(builder.whole, builder.letterNodes);
        beginning = Arrays.copyOf(builder.beginning, builder.letterNodes);
        phrases = builder.phrases;
        values = Arrays.copyOf(builder.values, builder.phraseNodes);
    }

    /// Finds the phrases in some words.
    ///
    /// @param from first word
    /// @param to   last word, exclusive; no phrase reaches over it
    public void search(Words words, int from, int to, Sink sink) {
        var classes = new int[(to - from) * 2 + MOST_CLASSES];
        var classesEnd = new int[to - from];
        int count = 0;
        for (int word = from; word < to; word++) {
            if (count + MOST_CLASSES > classes.length) {
                classes = Arrays.copyOf(classes, classes.length * 2);
            }
            count = classify(words, word, classes, count);
            classesEnd[word - from] = count;
        }
        int begin = 0;
        for (int word = from; word < to; word++) {
            int finish = classesEnd[word - from];
            if (finish > begin) {
                walk(0, words, word, word, from, to, classes, classesEnd, sink);
            }
            begin = finish;
        }
    }

    private int classify(Words words, int word, int[] classes, int count) {
        var text = words.text();
        int node = 0;
        int at = words.start(word);
        int end = words.end(word);
        int found = count;
        for (; at < end; at++) {
            char letter = Folding.fold(text.charAt(at));
            if (letter == 0 || letter == '.') {
                continue;
            }
            node = letters.get(node, letter);
            if (node == NONE) {
                return found;
            }
            if (beginning[node] != NONE && found - count < MOST_CLASSES - 1) {
                classes[found++] = beginning[node];
            }
        }
        if (whole[node] != NONE) {
            classes[found++] = whole[node];
        }
        return found;
    }

    private void walk(int node, Words words, int first, int word, int from, int to, int[] classes, int[] classesEnd,
            Sink sink) {
        int begin = word == from ? 0 : classesEnd[word - from - 1];
        for (int i = begin; i < classesEnd[word - from]; i++) {
            int next = phrases.get(node, classes[i]);
            if (next == NONE) {
                continue;
            }
            var here = values[next];
            if (here != null) {
                for (int v = 0; v < here.length; v += 2) {
                    if (holds(here[v + 1], words, first)) {
                        sink.found(here[v], first, word + 1);
                    }
                }
            }
            if (word + 1 < to) {
                walk(next, words, first, word + 1, from, to, classes, classesEnd, sink);
            }
        }
    }

    private static boolean holds(int conditions, Words words, int first) {
        return ((conditions & CAPITALISED) == 0 || words.is(first, Words.CAPITAL))
                && ((conditions & UPPER_CASE) == 0 || words.is(first, Words.ACRONYM));
    }

    /// Collects phrases. Confined to one thread.
    public static final class Builder {

        private final Table letters = new Table();
        private final Table phrases = new Table();
        private int[] whole = filled(1024);
        private int[] beginning = filled(1024);
        private int letterNodes = 1;
        private int[][] values = new int[1024][];
        private int phraseNodes = 1;
        private int wordClasses;

        private static int[] filled(int size) {
            var array = new int[size];
            Arrays.fill(array, NONE);
            return array;
        }

        /// Adds a phrase.
        ///
        /// @param phrase     words; one that ends in `*` stands for all words that begin so
        /// @param value      what is reported when it is found
        /// @param conditions [#CAPITALISED] or [#UPPER_CASE], 0 for none
        /// @return this builder
        public Builder add(String phrase, int value, int conditions) {
            int node = 0;
            boolean any = false;
            for (int at = 0; at < phrase.length();) {
                if (isBetweenWords(phrase.charAt(at))) {
                    at++;
                    continue;
                }
                int end = at;
                while (end < phrase.length() && !isBetweenWords(phrase.charAt(end))) {
                    end++;
                }
                node = phraseNode(node, wordClass(phrase, at, end));
                any = true;
                at = end;
            }
            if (!any) {
                throw new IllegalArgumentException("an empty phrase");
            }
            var here = values[node];
            if (here != null) {
                for (int v = 0; v < here.length; v += 2) {
                    if (here[v] == value) {
                        here[v + 1] &= conditions;
                        return this;
                    }
                }
            }
            int size = here == null ? 0 : here.length;
            var more = here == null ? new int[2] : Arrays.copyOf(here, size + 2);
            more[size] = value;
            more[size + 1] = conditions;
            values[node] = more;
            return this;
        }

        private static boolean isBetweenWords(char c) {
            return switch (c) {
                case ' ', '\t', '\n', '\f', '\r', 0x0B, '-', '\'', '’' -> true;
                default -> false;
            };
        }

        private int wordClass(String phrase, int from, int to) {
            boolean open = phrase.charAt(to - 1) == '*';
            int node = 0;
            for (int at = from; at < (open ? to - 1 : to); at++) {
                char letter = Folding.fold(phrase.charAt(at));
                if (letter != 0 && letter != '.') {
                    node = letterNode(node, letter);
                }
            }
            if (node == 0) {
                throw new IllegalArgumentException("a phrase needs a letter in each word: \"" + phrase + "\"");
            }
            var classes = open ? beginning : whole;
            if (classes[node] == NONE) {
                classes[node] = wordClasses++;
            }
            return classes[node];
        }

        private int letterNode(int node, char letter) {
            int next = letters.get(node, letter);
            if (next == NONE) {
                next = letterNodes++;
                if (next == whole.length) {
                    whole = grown(whole);
                    beginning = grown(beginning);
                }
                letters.put(node, letter, next);
            }
            return next;
        }

        private int phraseNode(int node, int wordClass) {
            int next = phrases.get(node, wordClass);
            if (next == NONE) {
                next = phraseNodes++;
                if (next == values.length) {
                    values = Arrays.copyOf(values, next * 2);
                }
                phrases.put(node, wordClass, next);
            }
            return next;
        }

        private static int[] grown(int[] array) {
            var larger = Arrays.copyOf(array, array.length * 2);
            Arrays.fill(larger, array.length, larger.length, NONE);
            return larger;
        }

        public PhraseTrie build() {
            return new PhraseTrie(this);
        }
    }

    /// (node, symbol) to node, open addressing.
    private static final class Table {

        private long[] keys = emptyKeys(1 << 12);
        private int[] targets = new int[1 << 12];
        private int size;

        private static long[] emptyKeys(int size) {
            var keys = new long[size];
            Arrays.fill(keys, NONE);
            return keys;
        }

        private static long key(int node, int symbol) {
            return ((long) node << 32) | symbol;
        }

        private int slot(long key) {
            long mixed = key * 0x9E3779B97F4A7C15L;
            int slot = (int) (mixed >>> 32) & (keys.length - 1);
            while (keys[slot] != NONE && keys[slot] != key) {
                slot = (slot + 1) & (keys.length - 1);
            }
            return slot;
        }

        int get(int node, int symbol) {
            long key = key(node, symbol);
            int slot = slot(key);
            return keys[slot] == key ? targets[slot] : NONE;
        }

        void put(int node, int symbol, int target) {
            if (size * 2 >= keys.length) {
                var oldKeys = keys;
                var oldTargets = targets;
                keys = emptyKeys(oldKeys.length * 2);
                targets = new int[keys.length];
                for (int i = 0; i < oldKeys.length; i++) {
                    if (oldKeys[i] != NONE) {
                        int slot = slot(oldKeys[i]);
                        keys[slot] = oldKeys[i];
                        targets[slot] = oldTargets[i];
                    }
                }
            }
            int slot = slot(key(node, symbol));
            keys[slot] = key(node, symbol);
            targets[slot] = target;
            size++;
        }
    }
}
