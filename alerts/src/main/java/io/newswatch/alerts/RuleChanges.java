package io.newswatch.alerts;

import io.newswatch.contract.JsonSerde;
import io.newswatch.contract.Rule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/// What must be written to the rules topic so that it says what some files say. Immutable.
///
/// Every rule from a file has an owner: the instance, or the instances that share their files. What stands in the files is
/// the owner's from then on, whoever wrote it before; what does not stand in them is removed only when it is the owner's.
///
/// @param written   rules that are new, changed, or another's until now, by key
/// @param removed   keys of rules that were taken out of the files
/// @param held      keys of rules that are missing in files which are perhaps just being written
/// @param takenFrom who had changed rules before, by key: two instances are at odds about these
record RuleChanges(SortedMap<String, Change> written, Set<String> removed, Set<String> held,
        SortedMap<String, String> takenFrom) {

    /// A rule to write.
    ///
    /// @param what for people: "new rule"
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Change(byte[] json, String what) {}

    /// A rule as it stands on the topic.
    ///
    /// @param owner null when it did not come from a file
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OnTopic(byte[] json, @Nullable String owner) {}

    /// How far the files can be believed.
    enum Source {
        /// Nobody is writing them: what is missing was taken out.
        AT_REST,
        /// What is missing may be about to be written.
        BEING_WRITTEN,
        /// What is missing may be what has the mistake.
        MISTAKEN
    }

    static RuleChanges between(Map<String, Rule> wanted, Map<String, OnTopic> there, String owner, Source files) {
        var written = new TreeMap<String, Change>();
        var takenFrom = new TreeMap<String, String>();
        wanted.forEach((key, rule) -> {
            var json = JsonSerde.MAPPER.writeValueAsBytes(rule);
            var old = there.get(key);
            if (old == null) {
                written.put(key, new Change(json, "new rule"));
            } else if (!Arrays.equals(old.json(), json)) {
                written.put(key, new Change(json, "rule changed"));
                var before = old.owner();
                if (before != null && !before.equals(owner)) {
                    takenFrom.put(key, before);
                }
            } else if (!owner.equals(old.owner())) {
                written.put(key, new Change(json, "rule taken over"));
            }
        });
        var missing = new TreeSet<String>();
        there.forEach((key, rule) -> {
            if (owner.equals(rule.owner()) && !wanted.containsKey(key)) {
                missing.add(key);
            }
        });
        return new RuleChanges(written, files == Source.AT_REST ? missing : Set.of(),
                files == Source.BEING_WRITTEN ? missing : Set.of(), takenFrom);
    }
}
