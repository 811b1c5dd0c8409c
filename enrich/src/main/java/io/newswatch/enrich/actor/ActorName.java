package io.newswatch.enrich.actor;

import java.util.List;

/// What a name in the gazetteer stands for. Immutable, safe to share.
///
/// @param codes ISO 3166 alpha-3 or an organisation's acronym; several for a group of states ("AUKUS")
/// @param kind  what sort of name
public record ActorName(List<String> codes, Kind kind) {

    public ActorName {
        codes = List.copyOf(codes);
    }

    /// The sorts of names.
    public enum Kind {
        /// The state's own name.
        NAME,
        /// "Turkish", "Turks".
        ADJECTIVE,
        /// A capital or a seat of government: a mention of its state.
        CAPITAL,
        /// NATO, EU, UN, ...
        ORGANISATION,
        /// A name for several states together: no mention, but it tells who takes part.
        GROUP,
        /// A person who stands for a state: no mention, but it tells who takes part.
        PERSON,
        /// Looks like a state and is none: "Indian Ocean".
        SHIELD,
        /// States are named in it but take no part: "the war in Ukraine".
        BESIDE
    }

    /// Whether it counts as a mention of its state or organisation.
    public boolean isMention() {
        return switch (kind) {
            case NAME, ADJECTIVE, CAPITAL, ORGANISATION -> true;
            case GROUP, PERSON, SHIELD, BESIDE -> false;
        };
    }
}
