package io.newswatch.standalone.cli;

import io.newswatch.enrich.EchoExplanation;
import io.newswatch.enrich.EnrichSettings;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `newswatch echo explain`: what of one text stood in another, and why the memory says so.
@Command(name = "explain", description = {
        "Shows what of a later text stood in an earlier one, and why the memory says so.",
        "Sentence by sentence of the later text: what it repeats, the words side by side, and the changed facts or the reason"
                + " why it is no echo. The verdicts are those of the stream."}, footer = {
                        "Example:", "  newswatch echo explain monday.txt friday.txt",
                        "  1    repeats sentence 3 with a changed fact, score 0.94",
                        "       The fund holds [-100 billion-] {+60 billion+} euros.",
                        "       number: 100 billion euros -> 60 billion euros"})
final class EchoExplainCommand implements Callable<Integer> {

    private static final int NARROWEST = 40;
    private static final int WIDEST = 120;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = {"--color",
            "--colour"}, paramLabel = "WHEN", defaultValue = "auto", description = "Colours: ${COMPLETION-CANDIDATES}; auto is on a terminal, unless NO_COLOR is set (default: ${DEFAULT-VALUE}).")
    private Colour colour = Colour.AUTO;

    @Option(names = "--width", paramLabel = "COLUMNS", description = "Longest line, from " + NARROWEST
            + " (default: the terminal's, at most " + WIDEST + ").")
    private int width;

    @Option(names = "--json", description = "One JSON object instead, with the places of everything in both texts.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "EARLIER", description = "The earlier text: .txt (cleaned as a scrape), .html, .jsonl with one article, or articles.jsonl:3 for one of its lines; - is standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String earlier;

    @Parameters(index = "1", paramLabel = "LATER", description = "The later text, likewise.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String later;

    @Override
    public Integer call() {
        var first = new OneArticle(earlier);
        var second = new OneArticle(later);
        if (first.isSameAs(second)) {
            throw new ParameterException(spec.commandLine(),
                    "Both texts are " + (first.isStandardInput() ? "standard input" : "the same file, " + later)
                            + "; an earlier and a later one are needed");
        }
        var before = first.read(System.in);
        var after = second.read(System.in);
        var explanation = EchoExplanation.of(before, after, EnrichSettings.from(settings.settings()));
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ExplanationJson.of(earlier, before, later, after, explanation));
        } else {
            var env = System.getenv();
            new ExplanationText(before, after, explanation, colour.isOn(env, Colour.isOnTerminal()), width(env))
                    .lines().forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private int width(Map<String, String> env) {
        if (width != 0) {
            return Math.max(width, NARROWEST);
        }
        var columns = env.getOrDefault("COLUMNS", "");
        int own = columns.matches("[1-9][0-9]{0,3}")
                ? Integer.parseInt(columns)
                : Colour.isOnTerminal() ? spec.usageMessage().width() : WIDEST;
        return Math.clamp(own, NARROWEST, WIDEST);
    }
}
