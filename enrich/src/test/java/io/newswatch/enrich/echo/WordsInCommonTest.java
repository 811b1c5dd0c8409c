package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsInCommonTest {

    private static final List<String> WORDS = List.of("the", "of", "will", "not", "said", "stated", "rose", "fell",
            "minister", "Minister", "ministers", "Aliyev", "Aliev", "Şahin", "Sahin", "Baku", "40", "forty", "million",
            "euros", "Monday", "March", "army", "troops", "soldiers", "exercise", "exercises", "drills", "pipeline",
            "corridor", "signed", "agreed", "EU", "Yusuf", "Yousef", "Qatar", "Katar", "Oumarou", "Umaru", "Phuket",
            "Fuket", "Öztürk", "Ozturk", "border", "учения", "Баку", "演习");

    @Test
    void leavesNoPairThatIsAnEcho() {
        var random = new Random(20261122);
        int nearCopies = 0;
        for (int i = 0; i < 20_000; i++) {
            var earlier = words(random, 1 + random.nextInt(23));
            var later = edited(earlier, random);
            var one = Fingerprint.of(String.join(" ", earlier));
            var other = Fingerprint.of(String.join(" ", later));
            if (one.sameWords(other) || Alignment.of(one, other).isNearCopy()) {
                nearCopies++;
                assertThat(WordsInCommon.with(other).areEnoughOf(one)).as("%s%n%s", earlier, later).isTrue();
            }
        }
        assertThat(nearCopies).isGreaterThan(2_000);
    }

    @Test
    void leavesPairsOfLittleInCommonAtOnce() {
        var later = Fingerprint
                .of("The brigade crossed the river near the old town at dawn on pontoons, its commander said.");
        var other = Fingerprint
                .of("Farmers along the river near the old town fear for a harvest that drought has spoiled.");
        assertThat(WordsInCommon.with(later).areEnoughOf(other)).isFalse();
        assertThat(WordsInCommon.with(later).areEnoughOf(later)).isTrue();
    }

    @Test
    void knowsTheInitialOfANameThatIsSpelledInAnotherWay() {
        for (var name : WORDS) {
            var comparable = Names.comparable(name);
            int initial = Names.initial(name);
            if (comparable != null && initial > 0) {
                assertThat((char) ('a' + initial - 1)).as(name).isEqualTo(comparable.charAt(0));
            }
        }
    }

    private static List<String> words(Random random, int count) {
        var words = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return words;
    }

    private static List<String> edited(List<String> words, Random random) {
        var edited = new ArrayList<>(words);
        for (int edits = random.nextInt(10); edits > 0 && edited.size() > 1; edits--) {
            int at = random.nextInt(edited.size());
            switch (random.nextInt(3)) {
                case 0 -> edited.remove(at);
                case 1 -> edited.add(at, WORDS.get(random.nextInt(WORDS.size())));
                default -> edited.set(at, WORDS.get(random.nextInt(WORDS.size())));
            }
        }
        return edited;
    }
}
