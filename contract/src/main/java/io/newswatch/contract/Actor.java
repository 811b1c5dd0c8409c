package io.newswatch.contract;

import org.jspecify.annotations.Nullable;

/// A mention of a state or organisation in an article. Immutable, safe to share.
///
/// @param code    ISO 3166 alpha-3 of a state, or an organisation's acronym ("AZE", "NATO")
/// @param sector  who of that state, in CAMEO's codes ("GOV", "MIL", "GOVMIL" for a defence minister); null when only
///                the state is named
/// @param text    the words of the mention
/// @param start   where they stand in the article's text, or in its title, UTF-16 code units
/// @param end     end, exclusive
/// @param inTitle whether the offsets count in the title
public record Actor(String code, @Nullable String sector, String text, int start, int end, boolean inTitle) {}
