package io.newswatch.alerts.rule;

import io.newswatch.contract.Actor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// An actor as a rule names it: a state or organisation ("AZE", "NATO"), or a part of a state ("AZEMIL"). Immutable.
///
/// @param code   state or organisation
/// @param sector CAMEO's codes of who of it; null for any
record ActorCode(String code, @Nullable String sector) {

    static final Pattern WRITTEN = Pattern.compile("[A-Z][A-Z0-9]{1,11}");

    private static final Set<String> STATES = Set.of(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3)
            .toArray(String[]::new));
    private static final Set<String> ORGANISATIONS = Set.of("NATO", "EU", "UN", "AU", "CSTO", "CIS", "ASEAN", "OTS",
            "SCO", "OSCE");
    private static final Set<String> SECTORS = Set.of("GOV", "MIL", "GOVMIL", "LEG", "SPY", "COP", "OPP", "BUS");

    /// @throws IllegalArgumentException when it cannot be a code; the message says what one looks like
    static ActorCode parse(String written) {
        if (!WRITTEN.matcher(written).matches()) {
            throw new IllegalArgumentException("\"" + written + "\" is no actor code; write a state's three capitals, "
                    + "with a sector if you like, or an organisation's acronym: AZE, AZEMIL, NATO");
        }
        if (written.length() > 3 && SECTORS.contains(written.substring(3))
                && STATES.contains(written.substring(0, 3))) {
            return new ActorCode(written.substring(0, 3), written.substring(3));
        }
        return new ActorCode(written, null);
    }

    /// Codes that come with Newswatch; users may have added others.
    static Set<String> wellKnown() {
        var known = new TreeSet<>(STATES);
        known.add("XKX");
        known.addAll(ORGANISATIONS);
        return known;
    }

    boolean isWellKnown() {
        return STATES.contains(code) || ORGANISATIONS.contains(code) || code.equals("XKX");
    }

    boolean names(Actor actor) {
        return names(actor.code(), actor.sector());
    }

    /// @param itsSector null when only the state is named
    boolean names(String itsCode, @Nullable String itsSector) {
        return itsCode.equals(code) && (sector == null || (itsSector != null && itsSector.contains(sector)));
    }

    /// The state whose English name or two-letter code was written instead of its code, if it is one.
    static java.util.Optional<String> ofName(String name) {
        return Arrays.stream(Locale.getISOCountries())
                .map(two -> Locale.of("", two))
                .filter(state -> state.getCountry().equalsIgnoreCase(name)
                        || state.getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(name))
                .map(Locale::getISO3Country).findFirst();
    }
}
