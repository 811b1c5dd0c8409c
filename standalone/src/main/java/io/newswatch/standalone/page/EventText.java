package io.newswatch.standalone.page;

import io.newswatch.contract.CooperationEvent;
import io.newswatch.contract.CooperationEvent.Participant;
import io.newswatch.contract.CooperationEvent.Polarity;
import io.newswatch.contract.CooperationEvent.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Events and states in words. Stateless.
final class EventText {

    private static final Map<String, String> STATES = states();

    private static final Set<Status> TELLS_OF_AN_END = Set.of(Status.CANCELLED, Status.SUSPENDED, Status.REFUSED);

    private EventText() {}

    private static Map<String, String> states() {
        var states = new HashMap<String, String>();
        for (var code : Locale.getISOCountries()) {
            var country = Locale.of("", code);
            states.put(country.getISO3Country(), country.getDisplayCountry(Locale.ENGLISH));
        }
        return Map.copyOf(states);
    }

    /// "Azerbaijan" for AZE; what is no state stays as it is.
    static String name(String code) {
        return STATES.getOrDefault(code, code);
    }

    /// As plain text: "joint exercise, ongoing: Azerbaijan and Türkiye; Calm Current 2026; at Mingachevir".
    static String told(CooperationEvent event) {
        var parts = new ArrayList<String>();
        parts.add(event.type().slug().replace('-', ' ')
                + (event.polarity() == Polarity.NEGATIVE && !TELLS_OF_AN_END.contains(event.status())
                        ? " curtailed"
                        : "")
                + ", " + event.status().slug() + ": "
                + event.participants().stream().filter(Participant::takesPart).map(Participant::code).distinct()
                        .map(EventText::name).collect(Collectors.joining(", ")));
        if (event.exerciseName() != null) {
            parts.add(event.exerciseName());
        }
        var place = event.place();
        if (place != null) {
            parts.add("at " + place.text());
        }
        var time = event.time();
        if (time != null) {
            parts.add(time.text());
        }
        return String.join("; ", parts);
    }

    /// Why it does not count; empty when it does.
    static String notCounted(CooperationEvent event) {
        var reason = event.suppressedBy();
        return reason == null ? "" : switch (reason) {
            case ECHO -> "said before";
            case FURNITURE -> "site furniture";
            case MENTION -> "mentioned only";
            case PARTICIPANTS -> "too few parties";
            case HISTORICAL, HABITUAL, HYPOTHETICAL, DENIED, QUOTED, REQUESTED ->
                reason.name().toLowerCase(Locale.ROOT);
            case UNKNOWN -> "not known why";
        };
    }
}
