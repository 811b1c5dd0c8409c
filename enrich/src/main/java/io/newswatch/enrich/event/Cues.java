package io.newswatch.enrich.event;

import io.newswatch.enrich.event.EventRule.ConceptSet;

/// The concepts of the lexicons that the coder itself asks for, whatever the rules. Immutable, safe to share.
record Cues(ConceptSet clause, ConceptSet opponent, ConceptSet say, ConceptSet amid, ConceptSet negation,
        ConceptSet hypothetical, ConceptSet denied, ConceptSet historical, ConceptSet habitual, ConceptSet request,
        ConceptSet cancel, ConceptSet suspend, ConceptSet refuse, ConceptSet curtailNot, ConceptSet begin,
        ConceptSet done, ConceptSet ended, ConceptSet ongoing, ConceptSet future, ConceptSet delivered,
        ConceptSet signed, ConceptSet weapon, ConceptSet member, ConceptSet usTwo, ConceptSet to, ConceptSet from,
        ConceptSet in, ConceptSet and, ConceptSet approve, ConceptSet included, ConceptSet aggressor, ConceptSet bent,
        ConceptSet backing, ConceptSet official) {

    static Cues of(Grammar grammar) {
        return new Cues(grammar.concept("clause"), grammar.concept("opponent"), grammar.concept("say"),
                grammar.concept("amid"), grammar.concept("negation"), grammar.concept("hypothetical"),
                grammar.concept("denied"), grammar.concept("historical"), grammar.concept("habitual"),
                grammar.concept("request"), grammar.concept("cancel"), grammar.concept("suspend"),
                grammar.concept("refuse"), grammar.concept("curtail-not"), grammar.concept("begin"),
                grammar.concept("done"), grammar.concept("ended"), grammar.concept("ongoing"),
                grammar.concept("future"), grammar.concept("delivered"), grammar.concept("signed"),
                grammar.concept("weapon"), grammar.concept("member"), grammar.concept("us-two"), grammar.concept("to"),
                grammar.concept("from"), grammar.concept("in"), grammar.concept("and"), grammar.concept("approve"),
                grammar.concept("included"), grammar.concept("aggressor"), grammar.concept("bent"),
                grammar.concept("backing"), grammar.concept("official"));
    }
}
