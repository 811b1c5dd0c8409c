package io.newswatch.enrich.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.CooperationEvent.Status;
import io.newswatch.contract.CooperationEvent.SuppressedBy;
import io.newswatch.contract.Echo;
import io.newswatch.contract.EventType;
import io.newswatch.contract.Paragraph;
import io.newswatch.contract.PublicationDate;
import io.newswatch.contract.Sentence;
import io.newswatch.contract.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SharedReportsTest {

    private static final double RELEVANCE_FLOOR = 0.82;
    private static final ArticleCoder CODER = ArticleCoder.bundled();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Path shared(String file) {
        var path = Path.of(System.getProperty("newswatch.shared", "absent"), "data", file);
        Assumptions.assumeTrue(Files.exists(path), "the shared data are not at hand: " + path);
        return path;
    }

    /// The report as the scrape lost its paragraph marks: split also where a full stop lost its space.
    private static ArticleToCode report(String file, String day, String recycledFrom) throws IOException {
        var text = Files.readString(shared("start/" + file));
        int recycled = recycledFrom.isEmpty() ? text.length() : text.indexOf(recycledFrom);
        var paragraphs = new ArrayList<Paragraph>();
        int from = 0;
        for (var part : text.split("(?<=[a-z”][.])(?=[A-Z“])|\n", -1)) {
            int at = text.indexOf(part, from);
            from = at + part.length();
            for (var paragraph : Pages.paragraphs(part)) {
                var sentences = paragraph.sentences().stream()
                        .map(s -> sentence(at + s.start(), at + s.end(), at + s.start() >= recycled)).toList();
                paragraphs.add(Paragraph.of(sentences));
            }
        }
        return new ArticleToCode(file, 1, null, text, "en", PublicationDate.parse(day), Pages.ARRIVED, null,
                paragraphs);
    }

    private static Sentence sentence(int start, int end, boolean repeated) {
        return repeated
                ? new Sentence(start, end, Verdict.REPEAT, Set.of(),
                        new Echo("earlier", null, 1, 0, 1, Pages.ARRIVED, 1, 1, List.of(), 1, List.of()))
                : Sentence.novel(start, end);
    }

    @Test
    void the_first_report_tells_one_ongoing_drill_of_two_states() throws IOException {
        var events = CODER.code(report("2022-12-05-drills.txt", "2022-12-05", "")).events().stream()
                .filter(CooperationEvent::countable).toList();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.JOINT_EXERCISE);
            assertThat(event.status()).isEqualTo(Status.ONGOING);
            assertThat(event.parties()).containsExactlyInAnyOrder("AZE", "TUR");
            assertThat(event.thirdParties()).extracting(CooperationEvent.ThirdParty::code).contains("IRN");
        });
    }

    @Test
    void the_second_report_tells_talks_held_and_a_visit_planned() throws IOException {
        var all = CODER.code(report("2022-12-21-staff-talks.txt", "2022-12-21", "Azerbaijan and Turkiye periodically"))
                .events();
        var events = all.stream().filter(CooperationEvent::countable).toList();
        assertThat(events).extracting(CooperationEvent::type).containsExactly(EventType.CONSULTATION, EventType.VISIT);
        assertThat(events).extracting(CooperationEvent::status).containsExactly(Status.COMPLETED, Status.PLANNED);
        assertThat(events).allSatisfy(event -> assertThat(event.parties()).containsExactlyInAnyOrder("AZE", "TUR"));
        assertThat(all).anySatisfy(event -> assertThat(event.suppressedBy()).isEqualTo(SuppressedBy.ECHO));
    }

    @Test
    void relevant_pages_are_told_from_others() throws IOException {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (var line : Files.readAllLines(shared("events/dev.jsonl"))) {
            JsonNode page = JSON.readTree(line);
            if (page.get("borderline").asBoolean()) {
                continue;
            }
            boolean relevant = page.get("relevant").asBoolean();
            var events = JSON.readTree(CodePages.code(CODER, line)).get("events");
            boolean found = false;
            for (var event : events) {
                found |= event.get("countable").asBoolean() && !event.get("type").asString().equals("cooperation");
            }
            right += relevant && found ? 1 : 0;
            wrong += !relevant && found ? 1 : 0;
            missed += relevant && !found ? 1 : 0;
        }
        assertThat(2.0 * right / (2 * right + wrong + missed)).isGreaterThan(RELEVANCE_FLOOR);
    }
}
