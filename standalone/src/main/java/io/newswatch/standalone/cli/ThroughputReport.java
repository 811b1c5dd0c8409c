package io.newswatch.standalone.cli;

import io.newswatch.standalone.trial.Delay;
import io.newswatch.standalone.trial.ThroughputTrial.Measured;
import io.newswatch.standalone.trial.ThroughputTrial.Outcome;
import io.newswatch.standalone.trial.ThroughputTrial.Plan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// What a [io.newswatch.standalone.trial.ThroughputTrial] found, as a table for people.
final class ThroughputReport {

    private final PrintWriter out;

    ThroughputReport(PrintWriter out) {
        this.out = out;
    }

    void print(Plan plan, Outcome outcome) {
        out.printf(Locale.ROOT, "%n%d partition%s, %s: %d articles of %d characters, %s%n", plan.partitions(),
                plan.partitions() == 1 ? "" : "s", plan.partitions() == 1 ? "one task" : "three hops", plan.articles(),
                plan.length(), plan.texts() == null ? "synthetic" : "real text");
        out.printf("%-44s %14s %14s%n", "", "empty topology", "enrich");
        out.printf(Locale.ROOT, "%-44s %14.0f %14.0f%n", "articles a second (median)", perSecond(outcome.ceiling()),
                perSecond(outcome.enrich()));
        out.printf(Locale.ROOT, "%-44s %14s %14s%n", "  slowest to fastest round", range(outcome.ceiling()),
                range(outcome.enrich()));
        out.printf(Locale.ROOT, "%-44s %14.1f %14.1f%n", "us of processor time an article, all threads",
                outcome.ceiling().typical().micros(), outcome.enrich().typical().micros());
        out.println("of which, in a round that was profiled:");
        for (int i = 0; i < outcome.enrich().budget().size(); i++) {
            var share = outcome.enrich().budget().get(i);
            out.printf(Locale.ROOT, "  %-42s %14.1f %14.1f%n", share.stage(),
                    outcome.ceiling().budget().get(i).micros(), share.micros());
        }
        out.printf(Locale.ROOT, "%-44s %14s %14d%n", "articles that waited for answers, at most", "",
                outcome.mostWaiting());
        var delays = List.of(outcome.ceiling(), outcome.enrich()).stream().map(Measured::delay)
                .filter(Objects::nonNull).toList();
        if (delays.size() == 2) {
            print("ms from raw to result at " + plan.rate() + "/s (median)", delays, Delay::median);
            print("  all but the slowest hundredth", delays, Delay::highest);
        }
        outcome.problems().forEach(problem -> out.println("WRONG " + problem));
        out.flush();
    }

    private void print(String words, List<Delay> delays, ToDoubleFunction<Delay> millis) {
        out.printf(Locale.ROOT, "%-44s %14.0f %14.0f%n", words, millis.applyAsDouble(delays.getFirst()),
                millis.applyAsDouble(delays.getLast()));
    }

    private static double perSecond(Measured measured) {
        return measured.typical().perSecond();
    }

    private static String range(Measured measured) {
        var sorted = measured.rounds().stream().mapToDouble(round -> round.perSecond()).sorted().toArray();
        return String.format(Locale.ROOT, "%.0f-%.0f", sorted[0], sorted[sorted.length - 1]);
    }
}
