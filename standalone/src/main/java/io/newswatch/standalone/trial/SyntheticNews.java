package io.newswatch.standalone.trial;

import io.newswatch.contract.RawArticle;
import io.newswatch.contract.RawArticle.Extent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// News that nobody wrote, without end and the same for the same seed (but for the time of arrival): sentences of common
/// words, a third of them recycled from earlier articles, some of those with another number, and a revision now and then.
/// Every article holds the word "dispatch" once. Used by one thread.
public final class SyntheticNews {

    private static final List<String> WORDS = List.of(("harbour convoy minister valley engineer radio bridge winter "
            + "border patrol fisherman council tunnel satellite orchard battery ferry garrison glacier hangar island "
            + "journal kitchen ladder market needle officer pilot quarry railway signal tower union vessel warehouse "
            + "yard anchor barrel captain delegation embassy frigate granary helicopter inspector jetty keel lantern "
            + "manoeuvre navigator outpost pontoon quay regiment shipyard trawler upland veteran wharf academy "
            + "brigade cadet depot estuary flotilla gunner headland inlet lagoon mountain northern southern eastern "
            + "western quiet sudden heavy joint annual wooden frozen narrow broad early late public "
            + "crossed opened inspected repaired welcomed launched guarded measured counted painted delivered "
            + "reported agreed postponed promised described followed carried answered studied praised").split(" "));
    private static final int REMEMBERED = 2_000;
    private static final int KNOWN_IDS = 200;

    private final Random random;
    private final String name;
    private final List<String> sentences = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int count;

    /// @param name stands in every article id, so that two generators never collide
    public SyntheticNews(long seed, String name) {
        this.random = new Random(seed);
        this.name = name;
    }

    /// @param arrivedAt when it arrives
    /// @return the next article
    public RawArticle next(Instant arrivedAt) {
        String id = id();
        var text = new StringBuilder(capital(words(4)) + " dispatch " + words(6) + ".\n");
        int paragraphs = 2 + random.nextInt(4);
        for (int paragraph = 0; paragraph < paragraphs; paragraph++) {
            int length = 1 + random.nextInt(4);
            for (int i = 0; i < length; i++) {
                text.append(sentence()).append(i == length - 1 ? "\n" : " ");
            }
        }
        String title = capital(words(5));
        String body = text.toString().strip();
        return new RawArticle(id, null, "outlet" + random.nextInt(5) + ".example", null, title, body, Extent.FULL,
                false,
                null, "en", null, arrivedAt, RawArticle.contentHash(title, body), false);
    }

    /// One in ten is another revision of an article known already.
    private String id() {
        count++;
        if (ids.size() > 10 && random.nextInt(10) == 0) {
            return ids.get(random.nextInt(ids.size()));
        }
        String id = String.format(Locale.ROOT, "%s-%06d", name, count);
        if (ids.size() == KNOWN_IDS) {
            ids.set(random.nextInt(KNOWN_IDS), id);
        } else {
            ids.add(id);
        }
        return id;
    }

    private String sentence() {
        if (sentences.size() > 20 && random.nextInt(3) == 0) {
            String old = sentences.get(random.nextInt(sentences.size()));
            return random.nextInt(4) == 0
                    ? old.replaceFirst("\\d+", Integer.toString(1000 + random.nextInt(9000)))
                    : old;
        }
        String fresh = capital(words(5 + random.nextInt(5))) + " with " + (10 + random.nextInt(900)) + " "
                + words(4 + random.nextInt(6)) + ".";
        if (sentences.size() == REMEMBERED) {
            sentences.set(random.nextInt(REMEMBERED), fresh);
        } else {
            sentences.add(fresh);
        }
        return fresh;
    }

    private String words(int number) {
        var words = new ArrayList<String>(number);
        for (int i = 0; i < number; i++) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", words);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
