package io.newswatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Thu, 01 Jan 2004 19:48:21 GMT | 2004-01-01T19:48:21Z",
            "Thu, 1 Jan 04 19:48:21 EST | 2004-01-02T00:48:21Z",
            "Sun Jan  4 16:29:06 PDT 2004 | 2004-01-04T23:29:06Z",
            "2003-12-31T10:14:55-08:00 | 2003-12-31T18:14:55Z",
            "2003-12-31T10:14:55.123Z | 2003-12-31T10:14:55Z",
            "20031231 | 2003-12-31",
            "2003-12 | 2003-12",
            "2003 | 2003",
            "December 5, 2022 4:54 PM | 2022-12-05T16:54:00Z",
            "21 December 2022 14:29 (UTC+04:00) | 2022-12-21T10:29:00Z",
            "5 декабря 2022 г., 14:29 | 2022-12-05T14:29:00Z",
            "5 Aralık 2022 | 2022-12-05",
            "05.12.2022 14:29 | 2022-12-05T14:29:00Z",
            "13/12/2022 | 2022-12-13",
            "12/13/2022 | 2022-12-13",
            "03/04/2022 | 2022"})
    void reads(String written, String date) {
        assertThat(DateReader.read(written)).map(Object::toString).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "the 13th staff talks", "32 December", "99:99", "2022-13-45"})
    void refuses(String written) {
        assertThat(DateReader.read(written)).isEmpty();
    }

    @Test
    void never_throws() {
        var random = new Random(11);
        var pieces = "0123456789-/.:TZ+ ,Decmayİ().".toCharArray();
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(30); j > 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(DateReader.read(text.toString())).isNotNull();
        }
    }
}
